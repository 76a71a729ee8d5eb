package dev.souk.user.domain;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An e-mail address as RFC 5321, section 4.1.2, writes one: a dot-string or quoted string, an at
 * sign and a domain name; no comments, no address literals. Letters of any alphabet are taken (RFC
 * 6531).
 *
 * @param value the address as its owner writes it
 */
public record Email(String value) {

    private static final int LONGEST = 254;
    private static final int LONGEST_LOCAL_PART = 64;
    private static final int LONGEST_LABEL = 63;
    private static final Pattern DOT_STRING =
            Pattern.compile("[\\p{L}\\p{M}\\p{N}!#$%&'*+/=?^_`{|}~.-]+");
    private static final Pattern QUOTED_STRING =
            Pattern.compile("\"(?:[\\x20\\x21\\x23-\\x5B\\x5D-\\x7E]|\\\\[\\x20-\\x7E])+\"");
    private static final Pattern LABEL = Pattern.compile("[\\p{L}\\p{M}\\p{N}-]+");

    public Email {
        if (!isAddress(value)) {
            throw new IllegalArgumentException("not an e-mail address");
        }
    }

    /** The address, if the text is one; white space around it is not part of it. */
    public static Optional<Email> parse(String text) {
        var trimmed = text.strip();
        return isAddress(trimmed) ? Optional.of(new Email(trimmed)) : Optional.empty();
    }

    /**
     * What two spellings of one mailbox have in common, as accounts are told apart: the address in
     * lower case. RFC 5321 lets a host tell cases apart; none does.
     */
    public String key() {
        return value.toLowerCase(Locale.ROOT);
    }

    /** Personal data never reaches a log. */
    @Override
    public String toString() {
        return "Email[***]";
    }

    private static boolean isAddress(String text) {
        var at = text.lastIndexOf('@');
        return text.length() <= LONGEST
                && at > 0
                && isLocalPart(text.substring(0, at))
                && isDomain(text.substring(at + 1));
    }

    private static boolean isLocalPart(String text) {
        if (text.length() > LONGEST_LOCAL_PART) {
            return false;
        }
        return text.startsWith("\"")
                ? QUOTED_STRING.matcher(text).matches()
                : DOT_STRING.matcher(text).matches() && !hasEmptyPart(text);
    }

    private static boolean isDomain(String text) {
        if (text.isEmpty() || hasEmptyPart(text)) {
            return false;
        }
        for (var label : text.split("\\.", -1)) {
            if (!isLabel(label)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLabel(String label) {
        return label.length() <= LONGEST_LABEL
                && LABEL.matcher(label).matches()
                && !label.startsWith("-")
                && !label.endsWith("-");
    }

    private static boolean hasEmptyPart(String text) {
        return text.startsWith(".") || text.endsWith(".") || text.contains("..");
    }
}
