package dev.souk.gateway.route;

import org.jspecify.annotations.Nullable;

import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/** Paths cut into their segments. */
final class PathShape {

    private PathShape() {}

    /** The segments of a template or of a path. */
    static List<String> segments(String path) {
        return Arrays.asList(path.substring(1).split("/", -1));
    }

    static boolean isParameter(String segment) {
        return segment.startsWith("{") && segment.endsWith("}");
    }

    static List<String> parameters(String template) {
        return segments(template).stream()
                .filter(PathShape::isParameter)
                .map(segment -> segment.substring(1, segment.length() - 1))
                .toList();
    }

    /** A template without its parameters' names: two of one shape are one path. */
    static String of(String template) {
        return segments(template).stream()
                .map(segment -> isParameter(segment) ? "{}" : segment)
                .collect(Collectors.joining("/", "/", ""));
    }

    /** The decoded segments of a request's path; null where it can't be one. */
    static @Nullable List<String> decoded(String path) {
        if (!path.startsWith("/")) {
            return null;
        }
        var segments = segments(path);
        if (path.indexOf('%') < 0) {
            return segments;
        }
        var decoded = new ArrayList<String>(segments.size());
        for (var segment : segments) {
            var text = decode(segment);
            if (text == null) {
                return null;
            }
            decoded.add(text);
        }
        return decoded;
    }

    private static @Nullable String decode(String segment) {
        if (segment.indexOf('%') < 0) {
            return segment;
        }
        var bytes = new byte[segment.length()];
        var length = 0;
        for (var i = 0; i < segment.length(); i++) {
            var c = segment.charAt(i);
            if (c == '%') {
                if (!isHexAt(segment, i + 1) || !isHexAt(segment, i + 2)) {
                    return null;
                }
                bytes[length++] = (byte) HexFormat.fromHexDigits(segment, i + 1, i + 3);
                i += 2;
            } else {
                bytes[length++] = (byte) c;
            }
        }
        return utf8(Arrays.copyOf(bytes, length));
    }

    private static boolean isHexAt(String segment, int index) {
        return index < segment.length() && HexFormat.isHexDigit(segment.charAt(index));
    }

    private static @Nullable String utf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(java.nio.ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
