package dev.souk.local.shop;

import dev.souk.local.process.ProcessRecord;
import dev.souk.local.process.Stack;
import dev.souk.local.progress.Progress;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Watches a running shop and says what comes and goes. Nothing is restarted. */
public final class WatchShop {

    private static final Duration STEP = Duration.ofMillis(500);

    private final Stack stack;
    private final Progress progress;
    private Map<String, Boolean> before = new HashMap<>();

    public WatchShop(Stack stack, Progress progress) {
        this.stack = stack;
        this.progress = progress;
    }

    /** Returns when another command has ended the shop. */
    public void watch() throws IOException, InterruptedException {
        before = look();
        while (!before.isEmpty()) {
            Thread.sleep(STEP);
            var now = look();
            now.forEach(this::compare);
            before.keySet().stream()
                    .filter(name -> !now.containsKey(name))
                    .forEach(name -> progress.say(name + " was removed"));
            before = now;
        }
    }

    private void compare(String name, boolean alive) {
        var was = before.get(name);
        if (was == null) {
            progress.say(name + " was added");
        } else if (was && !alive) {
            progress.say(name + " has ended; `deploy/souk start " + name + "` brings it back");
        } else if (!was && alive) {
            progress.say(name + " was started");
        }
    }

    private Map<String, Boolean> look() throws IOException {
        var now = new HashMap<String, Boolean>();
        for (ProcessRecord record : stack.records().all()) {
            now.put(record.name(), stack.records().isAlive(record));
        }
        return now;
    }
}
