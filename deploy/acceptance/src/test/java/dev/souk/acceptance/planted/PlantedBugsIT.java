package dev.souk.acceptance.planted;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.acceptance.stack.Stack;
import dev.souk.proof.planted.Bug;
import dev.souk.proof.planted.Bugs;
import dev.souk.proof.planted.PlantedJars;
import dev.souk.proof.planted.Planter;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

class PlantedBugsIT {

    private static final Path HOME = Stack.repository();

    @TempDir private Path folder;

    static List<Bug> bugs() throws IOException {
        return Bugs.in(HOME);
    }

    @ParameterizedTest
    @MethodSource("bugs")
    void areBuiltAgainstTheJarsOfTheirServices(Bug bug) throws IOException {
        var planted = new Planter(HOME, new PlantedJars(folder)).plant(bug);

        assertThat(planted).hasSameSizeAs(bug.services());
        for (var each : planted) {
            try (var jar = new JarFile(each.toFile());
                    var behind = new JarFile(behind(each, jar).toFile())) {
                assertThat(text(jar, Planter.MARK)).isEqualTo(bug.name());
                assertThat(classes(jar)).isNotEmpty().anyMatch(it -> behind.getEntry(it) != null);
            }
        }
    }

    @Test
    void areInNoOtherJar() throws IOException {
        var matcher = FileSystems.getDefault().getPathMatcher("glob:**/target/*.jar");
        try (var files = Files.walk(HOME, 4)) {
            var jars = files.filter(matcher::matches).toList();
            assertThat(jars).hasSizeGreaterThan(6);
            for (var each : jars) {
                try (var jar = new JarFile(each.toFile())) {
                    assertThat(jar.getEntry(Planter.MARK)).as(each.toString()).isNull();
                }
            }
        }
    }

    private static Path behind(Path planted, JarFile jar) throws IOException {
        var path = jar.getManifest().getMainAttributes().getValue("Class-Path");
        return planted.resolveSibling(path).normalize();
    }

    private static List<String> classes(JarFile jar) {
        return jar.stream().map(JarEntry::getName).filter(it -> it.endsWith(".class")).toList();
    }

    private static String text(JarFile jar, String name) throws IOException {
        try (var in = jar.getInputStream(Objects.requireNonNull(jar.getEntry(name)))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
