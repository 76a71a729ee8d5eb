package dev.souk.testkit.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;

import dev.souk.cluster.json.Json;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The event schemas of one api module as they are and as they were released, with samples.
 *
 * <p>What is: {@code src/main/resources/schema/<type>.v<number>.json}. What was, one folder for
 * each release, which nobody changes: {@code src/test/resources/released/<version>/schema} and
 * {@code …/golden}, files of the same names. A release adds its folder by copying.
 */
public final class EventContracts {

    private static final String END = ".json";

    private final Path schemas;
    private final Path golden;
    private final Path released;

    /**
     * A body of an event as some release wrote it.
     *
     * @param release the release's version
     * @param type the event's type
     */
    public record Sample(String release, String type, JsonNode body) {}

    private EventContracts(Path module) {
        this.schemas = module.resolve("src/main/resources/schema");
        this.golden = module.resolve("src/test/resources/golden");
        this.released = module.resolve("src/test/resources/released");
    }

    /** Those of the module in this folder. */
    public static EventContracts of(Path module) {
        return new EventContracts(module);
    }

    /** Those of every service whose folder lies in this one, as {@code order-verticle}. */
    public static List<EventContracts> ofServices(Path root) {
        return list(root).stream()
                .map(service -> service.resolve("api"))
                .filter(module -> Files.isDirectory(module.resolve("src/main/resources/schema")))
                .map(EventContracts::new)
                .toList();
    }

    /** The samples of all releases, and those of today, whose release is {@code now}. */
    public List<Sample> samples() {
        var samples = new ArrayList<Sample>();
        for (var release : list(released)) {
            samples.addAll(samples(name(release), release.resolve("golden")));
        }
        samples.addAll(samples("now", golden));
        return samples;
    }

    /** What today's schemas break, in sentences that name release and schema. */
    public List<String> breaks() {
        var breaks = new ArrayList<String>();
        for (var release : list(released)) {
            for (var schema : list(release.resolve("schema"))) {
                breaksSince(schema).stream()
                        .map(what -> "%s, %s: %s".formatted(name(release), name(schema), what))
                        .forEach(breaks::add);
            }
        }
        return breaks;
    }

    /** The schemas of today without a valid sample of today. */
    public List<String> withoutSample() {
        return list(schemas).stream()
                .filter(schema -> !isValid(read(schema), golden.resolve(name(schema))))
                .map(EventContracts::name)
                .toList();
    }

    /** How many schemas were ever released. */
    public int releasedSchemas() {
        return list(released).stream()
                .mapToInt(release -> list(release.resolve("schema")).size())
                .sum();
    }

    /** A later version of a type must keep the promises of the earlier ones too. */
    private List<String> breaksSince(Path old) {
        var breaks = new ArrayList<String>();
        if (!Files.exists(schemas.resolve(name(old)))) {
            breaks.add("is gone");
        }
        for (var now : list(schemas)) {
            if (typeOf(now).equals(typeOf(old)) && numberOf(now) >= numberOf(old)) {
                SchemaChanges.breaking(read(old), read(now)).stream()
                        .map(what -> "in " + name(now) + " " + what)
                        .forEach(breaks::add);
                if (!isValid(read(now), sampleOf(old))) {
                    breaks.add("in " + name(now) + " the sample is not valid");
                }
            }
        }
        return breaks;
    }

    private static Path sampleOf(Path releasedSchema) {
        return releasedSchema.resolveSibling("../golden").resolve(name(releasedSchema)).normalize();
    }

    private static List<Sample> samples(String release, Path folder) {
        return list(folder).stream()
                .filter(file -> name(file).matches(".+\\.v\\d+\\.json"))
                .map(file -> new Sample(release, typeOf(file), read(file)))
                .toList();
    }

    private static boolean isValid(JsonNode schema, Path sample) {
        return Files.exists(sample)
                && SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(schema)
                        .validate(read(sample))
                        .isEmpty();
    }

    private static String typeOf(Path schema) {
        return name(schema).substring(0, name(schema).lastIndexOf(".v"));
    }

    private static int numberOf(Path schema) {
        var name = name(schema);
        return Integer.parseInt(
                name.substring(name.lastIndexOf(".v") + 2, name.length() - END.length()));
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    private static List<Path> list(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static JsonNode read(Path file) {
        try {
            return Json.tree(Files.readAllBytes(file));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
