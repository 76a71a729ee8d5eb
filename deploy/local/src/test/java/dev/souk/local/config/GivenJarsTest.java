package dev.souk.local.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.local.folder.DataFolder;
import dev.souk.local.progress.Refused;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

final class GivenJarsTest {

    @TempDir private Path folder;

    @Test
    void areKeptForNodesThatAreStartedLater() throws IOException {
        var data = new DataFolder(folder.resolve("data"));
        data.create();
        var jar = Files.createFile(folder.resolve("order.jar"));

        GivenJars.of(Map.of("order", jar)).keep(data);

        assertThat(GivenJars.kept(data).jar("order")).contains(jar);
        assertThat(GivenJars.kept(data).jar("user")).isEmpty();
    }

    @Test
    void areForgottenByAStartWithoutThem() throws IOException {
        var data = new DataFolder(folder.resolve("data"));
        data.create();
        GivenJars.of(Map.of("order", Files.createFile(folder.resolve("order.jar")))).keep(data);

        GivenJars.of(Map.of()).keep(data);

        assertThat(GivenJars.kept(data).jar("order")).isEmpty();
    }

    @Test
    void areRefusedWithoutTheirServiceOrFile() throws IOException {
        var jar = Files.createFile(folder.resolve("order.jar"));
        var missing = folder.resolve("missing.jar");

        assertThatThrownBy(() -> GivenJars.of(Map.of("orders", jar)))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("orders");
        assertThatThrownBy(() -> GivenJars.of(Map.of("order", missing)))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("missing.jar");
    }
}
