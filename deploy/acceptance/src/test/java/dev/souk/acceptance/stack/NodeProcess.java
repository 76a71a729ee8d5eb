package dev.souk.acceptance.stack;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** A node that a test starts by itself, by plain {@code java} and its environment. */
public final class NodeProcess implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 40;

    private final Process process;

    private NodeProcess(Process process) {
        this.process = process;
    }

    /** Starts a main class of these tests. */
    public static NodeProcess ofTestClass(Class<?> main, Map<String, String> environment) {
        var classes =
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path"));
        return start(List.of(java(), "-cp", classes, main.getName()), environment);
    }

    /** Starts a command with this environment and no other. */
    public static NodeProcess start(List<String> command, Map<String, String> environment) {
        try {
            var name = environment.getOrDefault("SOUK_NODE_NAME", "node");
            var log = new File(Stack.repository() + "/deploy/acceptance/target/" + name + ".log");
            var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log);
            builder.environment().clear();
            builder.environment().putAll(environment);
            return new NodeProcess(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The environment of a running node, to be changed and given to another. */
    public static Map<String, String> environmentOf(Stack stack, String node) throws IOException {
        for (var known : stack.status().path("nodes")) {
            if (known.path("name").asText().equals(node)) {
                return environmentOf(known.path("pid").asLong());
            }
        }
        throw new IllegalArgumentException("no node " + node);
    }

    private static Map<String, String> environmentOf(long pid) throws IOException {
        var environment = new TreeMap<String, String>();
        var text = Files.readString(Path.of("/proc/" + pid + "/environ"), StandardCharsets.UTF_8);
        for (var variable : text.split("\0", -1)) {
            var end = variable.indexOf('=');
            if (end > 0) {
                environment.put(variable.substring(0, end), variable.substring(end + 1));
            }
        }
        return environment;
    }

    public static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Asks it to leave, and gives its exit status. */
    public int terminate() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("still there after " + PATIENCE_SECONDS + " s");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        new ArrayList<>(process.descendants().toList()).forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
