package dev.souk.proof.collect;

import dev.souk.proof.evidence.Evidence;
import dev.souk.proof.evidence.JsonLines;
import dev.souk.proof.evidence.Row;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The mails that were delivered, by their headers. */
final class Mailbox {

    private final Path folder;

    Mailbox(Path folder) {
        this.folder = folder;
    }

    void collect(Path run) throws IOException {
        try (var out = new JsonLines.Writer(Evidence.file(run, "mails"));
                var mails = Files.newDirectoryStream(folder, "*.eml")) {
            for (var mail : mails) {
                var headers = headers(mail);
                out.write(
                        Row.of(
                                Map.of(
                                        "to",
                                        headers.getOrDefault("x-envelope-to", ""),
                                        "subject",
                                        headers.getOrDefault("subject", ""),
                                        "messageId",
                                        headers.getOrDefault("message-id", ""))));
            }
        }
    }

    /** RFC 5322: up to the first empty line; what begins with a blank goes on a header. */
    private static Map<String, String> headers(Path mail) throws IOException {
        var headers = new TreeMap<String, String>();
        var name = "";
        try (var in = Files.newBufferedReader(mail, StandardCharsets.ISO_8859_1)) {
            for (var line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                if (Character.isWhitespace(line.charAt(0))) {
                    headers.merge(name, " " + line.strip(), String::concat);
                } else if (line.indexOf(':') > 0) {
                    name = line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT);
                    headers.put(name, line.substring(name.length() + 1).strip());
                }
            }
        }
        return headers;
    }
}
