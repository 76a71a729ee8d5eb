package dev.souk.user.domain;

import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What makes a password too weak: fewer than 12 characters, or being one of those that attackers
 * try first (NIST SP 800-63B, section 5.1.1.2). Nothing is asked about kinds of characters, since
 * that makes passwords worse, not better.
 */
public final class PasswordRules {

    /** The fewest characters, counted as Unicode code points. */
    public static final int SHORTEST = 12;

    private static final int LONGEST_REPEATED_UNIT = 8;
    private static final Pattern TRAILING_DECORATION = Pattern.compile("[0-9!.@#$*?]*$");
    private static final String[] RUNS = {
        "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz",
        "01234567890123456789012345678901234567890123456789",
        "12345678910111213141516171819202122232425",
        "qwertyuiopasdfghjklzxcvbnm",
        "qwertzuiopasdfghjklyxcvbnm",
        "azertyuiopqsdfghjklmwxcvbn",
        "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
        "1q2w3e4r5t6y7u8i9o0p",
        "q1w2e3r4t5y6u7i8o9p0",
    };

    private final Set<String> common;
    private final Set<String> words;

    private PasswordRules(Set<String> common, Set<String> words) {
        this.common = Set.copyOf(common);
        this.words = Set.copyOf(words);
    }

    /**
     * Rules that know the common passwords of a list: one a line, in lower case, {@code #} begins a
     * comment, and a line {@code word*} stands for the word with digits and punctuation behind it.
     */
    public static PasswordRules knowing(Stream<String> lines) {
        var common = new HashSet<String>();
        var words = new HashSet<String>();
        lines.map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .forEach(line -> add(line, common, words));
        return new PasswordRules(common, words);
    }

    /** What is wrong with the password, as a sentence for its owner; nothing where it will do. */
    public Optional<String> objection(String password) {
        if (password.codePointCount(0, password.length()) < SHORTEST) {
            return Optional.of("The password needs at least " + SHORTEST + " characters");
        }
        return isCommon(password.strip().toLowerCase(Locale.ROOT))
                ? Optional.of("The password is one of those that are tried first")
                : Optional.empty();
    }

    private boolean isCommon(String password) {
        return common.contains(password)
                || words.contains(TRAILING_DECORATION.matcher(password).replaceFirst(""))
                || isRepeatedUnit(password)
                || isRun(password);
    }

    /** Whether the text is one short unit again and again, as in {@code abcabcabcabc}. */
    private static boolean isRepeatedUnit(String text) {
        for (var unit = 1; unit <= Math.min(LONGEST_REPEATED_UNIT, text.length() / 2); unit++) {
            var repeated = text.substring(0, unit).repeat(text.length() / unit + 1);
            if (repeated.startsWith(text)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether the text is a run along the alphabet, the digits or a keyboard, in either direction.
     */
    private static boolean isRun(String text) {
        var backwards = new StringBuilder(text).reverse().toString();
        return Stream.of(RUNS).anyMatch(run -> run.contains(text) || run.contains(backwards));
    }

    private static void add(String line, Set<String> common, Set<String> words) {
        if (line.endsWith("*")) {
            words.add(line.substring(0, line.length() - 1));
        } else {
            common.add(line);
        }
    }
}
