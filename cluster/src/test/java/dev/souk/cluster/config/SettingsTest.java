package dev.souk.cluster.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

final class SettingsTest {

    private static final ConfigKey<String> NAME = ConfigKey.text("SOUK_NAME");
    private static final ConfigKey<Integer> PORT = ConfigKey.port("SOUK_PORT").or(8080);
    private static final ConfigKey<Duration> LIMIT = ConfigKey.duration("SOUK_LIMIT").optional();
    private static final ConfigKey<Secret> KEY = ConfigKey.secret("SOUK_KEY").optional();
    private static final ConfigKey<String> LEVEL =
            ConfigKey.text("SOUK_LEVEL")
                    .where(List.of("LOW", "HIGH")::contains, "LOW or HIGH")
                    .or("LOW")
                    .live();
    private static final List<ConfigKey<?>> DECLARED = List.of(NAME, PORT, LIMIT, KEY, LEVEL);
    private static final KnownKeys KNOWN =
            KnownKeys.parse("name\towner\tsecret\tlive\tdefault\tdescription\n")
                    .with(DECLARED, "test")
                    .with(List.of(ConfigKey.text("SOUK_QUOTA_*").live().optional()), "test");

    @TempDir Path folder;

    @Test
    void readsTypedValuesAndDefaults() {
        var settings = read(Map.of("SOUK_NAME", " here ", "SOUK_LIMIT", "PT2S"));

        assertThat(settings.get(NAME)).isEqualTo("here");
        assertThat(settings.get(PORT)).isEqualTo(8080);
        assertThat(settings.find(LIMIT)).contains(Duration.ofSeconds(2));
        assertThat(settings.find(KEY)).isEmpty();
    }

    @Test
    void namesEveryProblemInOneLine() {
        var environment =
                Map.of(
                        "SOUK_PORT",
                        "70000",
                        "SOUK_LIMIT",
                        "2 seconds",
                        "SOUK_NAEM",
                        "x",
                        "PATH",
                        "/bin");

        assertThatThrownBy(() -> read(environment))
                .isInstanceOf(ConfigException.class)
                .hasMessage(
                        "configuration: SOUK_LIMIT is '2 seconds', not an ISO 8601 duration such as"
                                + " PT30S; SOUK_NAEM is not a key of Souk; SOUK_NAME is missing;"
                                + " SOUK_PORT is '70000', not a port");
    }

    @Test
    void takesAnEmptyValueForNone() {
        assertThatThrownBy(() -> read(Map.of("SOUK_NAME", " ")))
                .hasMessage("configuration: SOUK_NAME is missing");
    }

    @Test
    void readsASecretFromItsFile() throws IOException {
        var file = Files.writeString(folder.resolve("key"), "tell nobody\n");

        var settings = read(Map.of("SOUK_NAME", "n", "SOUK_KEY_FILE", file.toString()));

        assertThat(settings.find(KEY).map(Secret::reveal)).contains("tell nobody");
    }

    @Test
    void refusesASecretGivenTwiceOrFromAFileThatIsNotThere() {
        var twice = Map.of("SOUK_NAME", "n", "SOUK_KEY", "a", "SOUK_KEY_FILE", "/nowhere");
        var absent = Map.of("SOUK_NAME", "n", "SOUK_KEY_FILE", "/nowhere");

        assertThatThrownBy(() -> read(twice))
                .hasMessage("configuration: SOUK_KEY_FILE and SOUK_KEY are both given");
        assertThatThrownBy(() -> read(absent))
                .hasMessage(
                        "configuration: SOUK_KEY_FILE names a file that can't be read: /nowhere");
    }

    @Test
    void takesAFileForSecretsOnly() {
        assertThatThrownBy(() -> read(Map.of("SOUK_NAME", "n", "SOUK_PORT_FILE", "/x")))
                .hasMessage("configuration: SOUK_PORT_FILE is not a key of Souk");
    }

    @Test
    void neverPrintsASecret() {
        var strict = ConfigKey.secret("SOUK_KEY").where(key -> false, "a good key");

        assertThat(Secret.of("tell nobody")).hasToString("***");
        assertThatThrownBy(
                        () ->
                                Settings.read(
                                        Map.of("SOUK_KEY", "tell nobody"), List.of(strict), KNOWN))
                .hasMessage("configuration: SOUK_KEY is not a good key");
    }

    @Test
    void followsTheLiveFile() throws IOException {
        var settings = read(Map.of("SOUK_NAME", "n"));
        var path = folder.resolve("live.properties");
        var file = new LiveFile(path, settings.liveValues());
        var level = settings.live(LEVEL);

        file.refresh();
        assertThat(level.get()).isEqualTo("LOW");
        Files.writeString(path, "SOUK_LEVEL=HIGH\nSOUK_QUOTA_X=1/PT1S\n");
        file.refresh();
        assertThat(level.get()).isEqualTo("HIGH");
        assertThat(settings.live(ConfigKey.text("SOUK_QUOTA_X").or("none")).get())
                .isEqualTo("1/PT1S");
        Files.delete(path);
        file.refresh();
        assertThat(level.get()).isEqualTo("LOW");
    }

    @Test
    void keepsTheLastGoodValueAndIgnoresWhatIsNotLive() {
        var settings = read(Map.of("SOUK_NAME", "n"));
        var level = settings.live(LEVEL);
        var name = settings.live(NAME);

        settings.liveValues().replace(Map.of("SOUK_LEVEL", "HIGH", "SOUK_NAME", "other"));
        assertThat(level.get()).isEqualTo("HIGH");
        assertThat(name.get()).isEqualTo("n");
        settings.liveValues().replace(Map.of("SOUK_LEVEL", "sideways"));
        assertThat(level.get()).isEqualTo("HIGH");
    }

    @Test
    void tellsListenersOfRealChangesOnly() {
        var settings = read(Map.of("SOUK_NAME", "n"));
        var changes = new java.util.concurrent.atomic.AtomicInteger();
        settings.liveValues().onChange(changes::incrementAndGet);

        settings.liveValues().replace(Map.of("SOUK_LEVEL", "HIGH"));
        settings.liveValues().replace(Map.of("SOUK_LEVEL", "HIGH", "SOUK_NAME", "refused"));

        assertThat(changes).hasValue(1);
    }

    private static Settings read(Map<String, String> environment) {
        return Settings.read(environment, DECLARED, KNOWN);
    }
}
