package dev.souk.cluster.config;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/**
 * The values of live keys, replaced as a whole whenever the watched file changes. What may not
 * change while a node runs is refused with a warning.
 */
public final class LiveValues {

    private static final Logger LOG = LoggerFactory.getLogger(LiveValues.class);

    private final KnownKeys known;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile Content content = new Content(0, Map.of());

    /** The file's accepted values, and how often they have changed. */
    private record Content(long change, Map<String, String> values) {}

    LiveValues(KnownKeys known) {
        this.known = known;
    }

    /** Takes the file's new content; the listeners hear of it if it differs. */
    public void replace(Map<String, String> file) {
        var accepted = new HashMap<String, String>();
        file.forEach(
                (name, value) -> {
                    if (known.find(name).filter(KnownKeys.KnownKey::live).isPresent()) {
                        accepted.put(name, value.strip());
                    } else {
                        refuse(name);
                    }
                });
        if (!accepted.equals(content.values())) {
            content = new Content(content.change() + 1, Map.copyOf(accepted));
            listeners.forEach(Runnable::run);
        }
    }

    /** Calls back after each change, on the thread that read the file. */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    <T> Supplier<T> supplier(ConfigKey<T> key, Optional<T> atStart) {
        return new Reading<>(key, atStart);
    }

    private static void refuse(String name) {
        LOG.atWarn()
                .addKeyValue("key", name)
                .log("the live file has a setting that can't change while a node runs; ignored");
    }

    /** One key's value, parsed again only when the file has changed. */
    private final class Reading<T> implements Supplier<T> {

        private final ConfigKey<T> key;
        private final Optional<T> atStart;
        private volatile Parsed<T> last = new Parsed<>(0, null);

        private record Parsed<T>(long change, @Nullable T value) {}

        private Reading(ConfigKey<T> key, Optional<T> atStart) {
            this.key = key;
            this.atStart = atStart;
        }

        @Override
        public T get() {
            var now = content;
            var seen = last;
            if (seen.change() != now.change()) {
                seen = new Parsed<>(now.change(), parse(now.values(), seen.value()));
                last = seen;
            }
            var value = seen.value();
            return value != null ? value : atStart.orElseThrow(this::missing);
        }

        private @Nullable T parse(Map<String, String> now, @Nullable T before) {
            var text = now.get(key.name());
            if (text == null || text.isEmpty()) {
                return null;
            }
            try {
                return key.parse(text);
            } catch (BadValue bad) {
                LOG.atWarn()
                        .addKeyValue("key", key.name())
                        .addKeyValue("problem", bad.getMessage())
                        .log("the live file has a bad value; the one before stays");
                return before;
            }
        }

        private ConfigException missing() {
            return new ConfigException(List.of(key + " is missing"));
        }
    }
}
