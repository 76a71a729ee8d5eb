package dev.souk.cluster.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.cluster.config.ConfigException;
import dev.souk.cluster.config.ConfigKey;

import io.vertx.core.VerticleBase;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

final class SoukNodeTest {

    private static final ServiceDefinition ECHO =
            new ServiceDefinition(
                            "echo",
                            List.of(ConfigKey.text("SOUK_ECHO_WORD")),
                            runtime -> new VerticleBase() {})
                    .using(Resource.DATABASE, Resource.REDIS);

    @TempDir Path folder;

    @Test
    void namesAtOnceWhatIsUnknownMissingOrBad() {
        var environment = Map.of("SOUK_BUS_PORT", "many", "SOUK_BUSS_PORT", "1");

        assertThatThrownBy(() -> SoukNode.plan(environment, List.of(ECHO)))
                .isInstanceOf(ConfigException.class)
                .hasMessage(
                        "configuration: SOUK_BUSS_PORT is not a key of Souk;"
                                + " SOUK_BUS_PORT is 'many', not a whole number;"
                                + " SOUK_ECHO_DATABASE_URL is missing;"
                                + " SOUK_ECHO_WORD is missing;"
                                + " SOUK_REDIS_URL is missing");
    }

    @Test
    void wantsAKeyOfTheServiceWhereThereAreKeys() {
        var environment = complete();
        environment.put("SOUK_SERVICE_KEYS", "{\"keys\":[]}");

        assertThatThrownBy(() -> SoukNode.plan(environment, List.of(ECHO)))
                .hasMessage("configuration: SOUK_SERVICE_KEY is missing");

        environment.put("SOUK_ECHO_SERVICE_KEY", "tell nobody");
        assertThatThrownBy(() -> SoukNode.plan(environment, List.of(ECHO)))
                .hasMessageStartingWith("configuration: SOUK_SERVICE_KEY: ")
                .hasMessageNotContaining("tell nobody");
    }

    @Test
    void namesItselfAndCleansUpAfterProcessesThatAreGone() throws Exception {
        var cache = folder.resolve("cache");
        var left = Files.createDirectories(cache.resolve("node-4194305"));
        Files.writeString(left.resolve("file"), "left");
        var foreign = Files.createDirectories(cache.resolve("mine"));

        var plan = SoukNode.plan(complete(), List.of(ECHO));

        assertThat(plan.name()).isEqualTo("echo-" + ProcessHandle.current().pid());
        assertThat(plan.cacheFolder()).exists().isEmptyDirectory();
        assertThat(left).doesNotExist();
        assertThat(foreign).exists();
    }

    private Map<String, String> complete() {
        var environment = new HashMap<String, String>();
        environment.put("SOUK_ECHO_WORD", "hello");
        environment.put("SOUK_ECHO_DATABASE_URL", "postgresql://u:p@h/d");
        environment.put("SOUK_REDIS_URL", "redis://h");
        environment.put("SOUK_CACHE_DIR", folder.resolve("cache").toString());
        environment.put("SOUK_LOG_FORMAT", "text");
        return environment;
    }
}
