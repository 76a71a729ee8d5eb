package dev.souk.cluster.web;

import dev.souk.contract.Reason;
import dev.souk.contract.ServiceFailure;

import org.jspecify.annotations.Nullable;

import java.util.Locale;
import java.util.Set;

/** Content negotiation (RFC 9110, sections 8.3 and 12.5.1), as far as JSON services need it. */
public final class MediaTypes {

    private MediaTypes() {}

    /**
     * Checks both ways: what is sent, and what is wanted.
     *
     * @param contentType the header of a body that isn't empty; null where it has none
     * @throws ServiceFailure {@code UNSUPPORTED_MEDIA_TYPE} or {@code NOT_ACCEPTABLE}
     */
    public static void check(
            Operation operation,
            boolean hasBody,
            @Nullable String contentType,
            @Nullable String accept) {
        if (hasBody && !operation.consumes().isEmpty()) {
            checkSent(operation.consumes(), contentType);
        }
        if (accept != null && !operation.produces().isEmpty()) {
            checkWanted(operation.produces(), accept);
        }
    }

    /** The type without its parameters, in lower case; empty for none. */
    static String essence(@Nullable String contentType) {
        if (contentType == null) {
            return "";
        }
        var end = contentType.indexOf(';');
        return (end < 0 ? contentType : contentType.substring(0, end))
                .strip()
                .toLowerCase(Locale.ROOT);
    }

    /** Whether a body of this type is JSON. */
    static boolean isJson(String essence) {
        return essence.equals("application/json") || essence.endsWith("+json");
    }

    private static void checkSent(Set<String> consumes, @Nullable String contentType) {
        var type = essence(contentType);
        if (!consumes.contains(type) || !isUtf8(contentType)) {
            throw ServiceFailure.of(
                    Reason.UNSUPPORTED_MEDIA_TYPE,
                    "The body must be " + String.join(" or ", consumes) + ", in UTF-8");
        }
    }

    private static boolean isUtf8(@Nullable String contentType) {
        if (contentType == null) {
            return true;
        }
        var lower = contentType.toLowerCase(Locale.ROOT);
        var charset = lower.indexOf("charset=");
        return charset < 0
                || lower.substring(charset + 8).replace("\"", "").strip().startsWith("utf-8");
    }

    private static void checkWanted(Set<String> produces, String accept) {
        for (var range : accept.split(",", -1)) {
            if (takesAny(range, produces)) {
                return;
            }
        }
        throw ServiceFailure.of(
                Reason.NOT_ACCEPTABLE, "The answer is " + String.join(" or ", produces));
    }

    private static boolean takesAny(String range, Set<String> produces) {
        var type = essence(range);
        if (type.isEmpty() || isRefused(range)) {
            return type.isEmpty() && range.isBlank();
        }
        return type.equals("*/*")
                || produces.contains(type)
                || (type.endsWith("/*")
                        && produces.stream()
                                .anyMatch(
                                        one ->
                                                one.startsWith(
                                                        type.substring(0, type.length() - 1))));
    }

    private static boolean isRefused(String range) {
        var weight = range.replace(" ", "").toLowerCase(Locale.ROOT);
        return weight.matches(".*;q=0(\\.0{0,3})?(;.*)?");
    }
}
