package dev.souk.local.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.local.progress.Refused;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

final class OutsideServicesTest {

    @TempDir private Path root;

    private DataFolder folder = new DataFolder(Path.of("unused"));

    @BeforeEach
    void openFolder() throws IOException {
        folder = new DataFolder(root.resolve("shop"));
        folder.create();
    }

    @Test
    void areKeptWithTheirJars() throws IOException {
        var _ =
                OutsideServices.of(folder)
                        .with("greeter", Path.of("/old.jar"), folder)
                        .with("adverts", Path.of("/adverts.jar"), folder)
                        .with("greeter", Path.of("/new.jar"), folder);

        var kept = OutsideServices.of(folder);
        assertThat(kept.names()).containsExactly("adverts", "greeter");
        assertThat(kept.jar("greeter")).contains(Path.of("/new.jar"));
        assertThat(kept.jar("order")).isEmpty();
    }

    @Test
    void haveNamesThatFitIntoFilesAndTokens() throws IOException {
        var none = OutsideServices.of(folder);

        assertThatThrownBy(() -> none.with("../x", Path.of("/x.jar"), folder))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("../x is no name of a service");
    }

    @Test
    void liveSettingsReplaceTheirOwnLineOnly() throws IOException {
        Files.writeString(folder.live(), "# mine\nSOUK_LOG_LEVEL=DEBUG\n");

        new LiveSettings(folder).put("SOUK_SERVICE_KEYS", "{}");
        new LiveSettings(folder).put("SOUK_SERVICE_KEYS", "{\"keys\":[]}");

        assertThat(Files.readAllLines(folder.live()))
                .containsExactly(
                        "# mine", "SOUK_LOG_LEVEL=DEBUG", "SOUK_SERVICE_KEYS={\"keys\":[]}");
    }
}
