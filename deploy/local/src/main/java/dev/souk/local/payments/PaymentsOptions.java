package dev.souk.local.payments;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What the provider is started with.
 *
 * @param port where it listens, on loopback; 0 for a free one
 * @param data the folder of its log
 * @param webhookUrl where the shop listens; null to tell nobody
 * @param apiKey what the shop shows to prove itself
 * @param webhookSecret what webhooks are signed with
 */
record PaymentsOptions(
        int port, Path data, @Nullable URI webhookUrl, String apiKey, String webhookSecret) {

    private static final String USAGE =
            "usage: PaymentsMain --port N --data FOLDER [--webhook-url URL]; SOUK_PAYMENTS_KEY and"
                    + " SOUK_PAYMENTS_WEBHOOK_SECRET, or the same with _FILE, in the environment";

    /** Shows no secret. */
    @Override
    public String toString() {
        return "PaymentsOptions[port=" + port + ", data=" + data + "]";
    }

    /**
     * @param args {@code --name value} or {@code --name=value}
     * @throws IllegalArgumentException with a sentence that says what is wrong
     */
    static PaymentsOptions read(String[] args, Map<String, String> environment) throws IOException {
        var given = named(args);
        var webhookUrl = given.remove("webhook-url");
        var options =
                new PaymentsOptions(
                        Integer.parseInt(required(given, "port")),
                        Path.of(required(given, "data")),
                        webhookUrl == null ? null : URI.create(webhookUrl),
                        secret(environment, "SOUK_PAYMENTS_KEY"),
                        secret(environment, "SOUK_PAYMENTS_WEBHOOK_SECRET"));
        given.keySet().removeAll(Set.of("port", "data"));
        if (!given.isEmpty()) {
            throw new IllegalArgumentException("unknown " + given.keySet() + "; " + USAGE);
        }
        return options;
    }

    private static Map<String, String> named(String[] args) {
        var given = new HashMap<String, String>();
        for (var i = 0; i < args.length; i++) {
            if (!args[i].startsWith("--")) {
                throw new IllegalArgumentException(USAGE);
            }
            var equals = args[i].indexOf('=');
            if (equals > 0) {
                given.put(args[i].substring(2, equals), args[i].substring(equals + 1));
            } else if (i + 1 < args.length) {
                given.put(args[i].substring(2), args[++i]);
            } else {
                throw new IllegalArgumentException(USAGE);
            }
        }
        return given;
    }

    private static String required(Map<String, String> given, String name) {
        var value = given.get(name);
        if (value == null) {
            throw new IllegalArgumentException("--" + name + " is missing; " + USAGE);
        }
        return value;
    }

    private static String secret(Map<String, String> environment, String name) throws IOException {
        var value = environment.get(name);
        var file = environment.get(name + "_FILE");
        if (value == null && file == null) {
            throw new IllegalArgumentException(name + " is missing; " + USAGE);
        }
        return value != null ? value : Files.readString(Path.of(String.valueOf(file))).strip();
    }
}
