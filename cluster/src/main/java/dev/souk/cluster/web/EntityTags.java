package dev.souk.cluster.web;

import dev.souk.contract.Reason;
import dev.souk.contract.ServiceFailure;

import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Reads entity tags (RFC 9110, section 8.8.3) in the forms that {@link Answer} gives them. */
final class EntityTags {

    private static final Pattern VERSIONED = Pattern.compile("\"([0-9]{1,18})(\\.[!#-~]*)?\"");
    private static final Pattern TAG = Pattern.compile("(?:W/)?(\"[!#-~]*\")");

    private EntityTags() {}

    /** The version in an {@code If-Match} of one strong tag; empty for {@code *}. */
    static OptionalLong version(String ifMatch) {
        if (ifMatch.equals("*")) {
            return OptionalLong.empty();
        }
        var match = VERSIONED.matcher(ifMatch);
        if (!match.matches()) {
            throw ServiceFailure.of(Reason.STALE, "If-Match names no version of this resource");
        }
        return OptionalLong.of(Long.parseLong(match.group(1)));
    }

    /** Whether an {@code If-None-Match} names the tag, by the weak comparison. */
    static boolean anyMatches(String ifNoneMatch, String etag) {
        if (ifNoneMatch.strip().equals("*")) {
            return true;
        }
        var tags = TAG.matcher(ifNoneMatch);
        var opaque = etag.startsWith("W/") ? etag.substring(2) : etag;
        while (tags.find()) {
            if (tags.group(1).equals(opaque)) {
                return true;
            }
        }
        return false;
    }
}
