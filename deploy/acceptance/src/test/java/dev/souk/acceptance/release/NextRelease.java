package dev.souk.acceptance.release;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.souk.acceptance.stack.Stack;
import dev.souk.proof.planted.Bugs;
import dev.souk.proof.planted.PlantedJars;
import dev.souk.proof.planted.Planter;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** The order service as it may be one day: its events tell more, in a newer schema. */
final class NextRelease {

    private static final String NAME = "the-next-release";
    private static final ObjectMapper JSON = new ObjectMapper();

    private NextRelease() {}

    /** Builds the jar below a folder. */
    static Path jar(Path folder) throws IOException {
        var home = Stack.repository();
        var change = Bugs.read(NAME, text("/release/" + NAME + ".change").lines().toList());
        var jar = new Planter(home, new PlantedJars(folder)).plant(change).getFirst();
        try (var built = FileSystems.newFileSystem(Stack.jarOf("order"));
                var next = FileSystems.newFileSystem(jar)) {
            var schema =
                    (ObjectNode)
                            JSON.readTree(
                                    Files.readString(
                                            built.getPath("schema/order.confirmed.v1.json")));
            ((ObjectNode) schema.path("properties")).putObject("channel").put("type", "string");
            Files.createDirectories(next.getPath("schema"));
            Files.writeString(
                    next.getPath("schema/order.confirmed.v2.json"), schema.toPrettyString());
        }
        return jar;
    }

    private static String text(String resource) throws IOException {
        try (var in = NextRelease.class.getResourceAsStream(resource)) {
            return new String(
                    Objects.requireNonNull(in, resource).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
