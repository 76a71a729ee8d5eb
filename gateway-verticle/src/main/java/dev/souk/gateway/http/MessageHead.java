package dev.souk.gateway.http;

import org.jspecify.annotations.Nullable;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The head of one HTTP/1 message, line by line (RFC 9112, sections 3, 5 and 6): refuses all that
 * two parsers could read in two ways.
 */
final class MessageHead {

    private static final int MOST_FIELDS = 100;
    private static final Pattern REQUEST_LINE =
            Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+) ([!-~]+) HTTP/1\\.([01])");
    private static final Pattern TARGET = Pattern.compile("/[!-~]*|https?://[!-~]+|\\*");
    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern HOST =
            Pattern.compile("(\\[[0-9A-Fa-f:.]+\\]|[A-Za-z0-9._~%!$&'()*+;=-]+)(:[0-9]{1,5})?");
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");

    private boolean isOld;
    private int fields;
    private int hosts;
    private boolean chunked;
    private long length = -1;

    /** Takes the request line; null if it is a good one. */
    @Nullable Violation requestLine(String line) {
        var match = REQUEST_LINE.matcher(line);
        if (!match.matches() || !TARGET.matcher(match.group(2)).matches()) {
            return Violation.malformed("The request line is malformed");
        }
        isOld = match.group(3).equals("0");
        return null;
    }

    /** Takes a field line; null if it is a good one. */
    @Nullable Violation field(String line) {
        if (++fields > MOST_FIELDS) {
            return Violation.tooLarge("There are too many header fields");
        }
        var first = line.charAt(0);
        if (first == ' ' || first == '\t') {
            return Violation.malformed("A header field is folded");
        }
        var colon = line.indexOf(':');
        if (colon < 1 || !NAME.matcher(line.substring(0, colon)).matches()) {
            return Violation.malformed("The name of a header field is malformed");
        }
        var value = line.substring(colon + 1);
        if (!isText(value)) {
            return Violation.malformed("The value of a header field holds a control character");
        }
        var name = line.substring(0, colon).toLowerCase(Locale.ROOT);
        return framing(name, trimmed(value));
    }

    /** Takes a field line behind a chunked body; null if it is a good one. */
    @Nullable Violation trailer(String line) {
        var before = hosts + (chunked ? 1 : 0);
        var wasChunked = chunked;
        var hadLength = length;
        var violation = field(line);
        if (violation != null) {
            return violation;
        }
        var changed =
                hosts + (chunked ? 1 : 0) != before || wasChunked != chunked || hadLength != length;
        return changed ? Violation.malformed("A trailer frames the message") : null;
    }

    /** Ends the head; null if it is a whole one. */
    @Nullable Violation end() {
        if (hosts == 0 && !isOld) {
            return Violation.malformed("The request names no Host");
        }
        if (chunked && length >= 0) {
            return Violation.malformed("Content-Length stands beside Transfer-Encoding");
        }
        if (chunked && isOld) {
            return Violation.malformed("HTTP/1.0 has no Transfer-Encoding");
        }
        return null;
    }

    boolean isChunked() {
        return chunked;
    }

    /** The length of the body; 0 where none is stated. */
    long length() {
        return Math.max(0, length);
    }

    private @Nullable Violation framing(String name, String value) {
        return switch (name) {
            case "host" -> host(value);
            case "content-length" -> contentLength(value);
            case "transfer-encoding" -> transferEncoding(value);
            default -> null;
        };
    }

    private @Nullable Violation host(String value) {
        if (++hosts > 1 || !HOST.matcher(value).matches()) {
            return Violation.malformed("There must be one well-formed Host");
        }
        return null;
    }

    private @Nullable Violation contentLength(String value) {
        if (length >= 0 || !LENGTH.matcher(value).matches()) {
            return Violation.malformed("There must be one well-formed Content-Length");
        }
        length = Long.parseLong(value);
        return null;
    }

    private @Nullable Violation transferEncoding(String value) {
        if (chunked || !value.toLowerCase(Locale.ROOT).equals("chunked")) {
            return Violation.malformed("The only Transfer-Encoding is chunked");
        }
        chunked = true;
        return null;
    }

    private static boolean isText(String value) {
        for (var i = 0; i < value.length(); i++) {
            var c = value.charAt(i);
            if ((c < ' ' && c != '\t') || c == 0x7F) {
                return false;
            }
        }
        return true;
    }

    /** Without the optional blanks around it: spaces and tabs only. */
    private static String trimmed(String value) {
        var start = 0;
        var end = value.length();
        while (start < end && isBlank(value.charAt(start))) {
            start++;
        }
        while (end > start && isBlank(value.charAt(end - 1))) {
            end--;
        }
        return value.substring(start, end);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }
}
