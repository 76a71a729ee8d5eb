package dev.souk.acceptance.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.souk.proof.collect.ProviderLog;
import dev.souk.proof.oracle.ProviderBooks;
import dev.souk.proof.shop.ShopFolder;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * A running Souk in a folder of its own, started and spoken to by the command that users have:
 * {@code deploy/souk}. One stack per kind serves all tests of a run, and goes down with the JVM;
 * one that ran before is used and left running.
 */
public final class Stack {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** One address and few accounts make all the load of a test. */
    private static final Map<String, String> QUOTAS =
            Map.of(
                    "SOUK_QUOTA_ANONYMOUS", "off",
                    "SOUK_QUOTA_USER", "off",
                    "SOUK_QUOTA_CHECKOUT", "off",
                    "SOUK_QUOTA_ADMIN", "off",
                    "SOUK_QUOTA_REGISTER", "off");

    private static final Map<Kind, Stack> RUNNING = new ConcurrentHashMap<>();

    /** Commands that leave the nodes as they are. */
    private static final Set<String> LOOKS = Set.of("status", "inbox", "logs");

    private static final Pattern ORDER_NUMBER =
            Pattern.compile("[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}");

    private final Path data;
    private volatile @Nullable URI gateway;

    /** How the six services are spread over processes. */
    public enum Kind {
        SIX_PROCESSES(""),
        /** Of which a test ends all nodes, to start its own beside the servers. */
        SERVERS(""),
        /** To which a test adds nodes of another release. */
        TWO_RELEASES(""),
        ALL_IN_ONE("--all-in-one"),
        TWO_OF_EACH("--nodes gateway=2,user=2,catalog=2,order=2,notify=2,recommend=2");

        private final String arguments;

        Kind(String arguments) {
            this.arguments = arguments;
        }

        private List<String> arguments() {
            return arguments.isEmpty() ? List.of() : Arrays.asList(arguments.split(" ", -1));
        }
    }

    private Stack(Path data) {
        this.data = data;
    }

    /** The stack of the kind, started when first asked for. */
    public static Stack of(Kind kind) {
        return RUNNING.computeIfAbsent(kind, Stack::start);
    }

    private static Stack start(Kind kind) {
        var name = kind.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        var stack = new Stack(repository().resolve("deploy/acceptance/target/" + name));
        var up =
                new ArrayList<>(
                        List.of("up", "--detach", "--port", String.valueOf(FreePort.next())));
        up.addAll(kind.arguments());
        if (!stack.souk(up.toArray(String[]::new)).contains("already runs")) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stack.souk("down")));
        }
        return stack;
    }

    /** The addresses of the gateways that are up. */
    public List<URI> gateways() {
        var addresses = new ArrayList<URI>();
        status().path("gateways").forEach(url -> addresses.add(URI.create(url.asText())));
        return List.copyOf(addresses);
    }

    /** The fat jar of one of the six services. */
    public static Path jarOf(String service) {
        var module = service + "-verticle";
        return repository().resolve(module + "/target/" + module + ".jar");
    }

    /**
     * The first gateway's address; asked for once, and again after a command that changes nodes.
     */
    public URI gateway() {
        var known = gateway;
        if (known == null) {
            known = URI.create(status().at("/gateways/0").asText());
            gateway = known;
        }
        return known;
    }

    /** What {@code souk status --json} says. */
    public JsonNode status() {
        return json(souk("status", "--json"));
    }

    /** The address of a server beside the nodes, as in {@code kafka}. */
    public String server(String name) {
        for (var server : status().path("servers")) {
            if (server.path("name").asText().equals(name)) {
                return server.path("url").asText();
            }
        }
        throw new IllegalArgumentException("no server " + name);
    }

    /** The mails that have arrived for an address. */
    public JsonNode inbox(String address) {
        return json(souk("inbox", "--to", address, "--json"));
    }

    /** The numbers of the orders about which an address got a mail. */
    public Set<String> numbersMailedTo(String address) {
        var numbers = new HashSet<String>();
        for (var mail : inbox(address)) {
            var number = ORDER_NUMBER.matcher(mail.path("subject").asText());
            if (number.find()) {
                numbers.add(number.group());
            }
        }
        return numbers;
    }

    /** The admin's credentials: {@code email} and {@code password}. */
    public JsonNode credentials() {
        return json(read(data.resolve("credentials.json")));
    }

    /** What the payment provider has booked, whatever the shop believes. */
    public ProviderBooks providerBooks() {
        try {
            var key = folder().secret("payments-api-key");
            return ProviderBooks.of(new ProviderLog(URI.create(server("payments")), key).entries());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    ShopFolder folder() {
        return new ShopFolder(data);
    }

    /** The lines of all nodes' logs that hold a text, by node. */
    public Map<String, List<String>> logLinesWith(String text) {
        var found = new java.util.TreeMap<String, List<String>>();
        for (var node : status().path("nodes")) {
            var name = node.path("name").asText();
            var lines = souk("logs", name).lines().filter(line -> line.contains(text)).toList();
            found.put(name, lines);
        }
        return found;
    }

    /** Runs a command of {@code deploy/souk} on this stack's folder, and gives its output. */
    public String souk(String... arguments) {
        if (!LOOKS.contains(arguments[0])) {
            gateway = null;
        }
        var command = new ArrayList<String>();
        command.add(repository().resolve("deploy/souk").toString());
        command.addAll(Arrays.asList(arguments));
        command.addAll(List.of("--data", data.toString()));
        return run(command);
    }

    private static String run(List<String> command) {
        try {
            var errors = Files.createTempFile("souk", ".err");
            var builder = new ProcessBuilder(command).redirectError(errors.toFile());
            builder.environment().putAll(QUOTAS);
            var process = builder.start();
            process.getOutputStream().close();
            var output =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            var status = process.waitFor();
            var said = Files.readString(errors);
            Files.delete(errors);
            if (status != 0) {
                throw new IllegalStateException(
                        command + " ended with " + status + "\n" + output + said);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The folder of the project. */
    public static Path repository() {
        var here = Path.of("").toAbsolutePath();
        while (!Files.isRegularFile(here.resolve("mvnw"))) {
            here = java.util.Objects.requireNonNull(here.getParent(), "not in the repository");
        }
        return here;
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException("not JSON: " + text, e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
