package dev.souk.gateway.route;

import java.util.Comparator;

/** Orders versions by their numbers; {@code 1.2.0-SNAPSHOT} comes before {@code 1.2.0}. */
final class Versions {

    static final Comparator<String> ORDER = Versions::compare;

    private Versions() {}

    private static int compare(String one, String other) {
        var left = one.split("[.-]", -1);
        var right = other.split("[.-]", -1);
        for (var i = 0; i < Math.max(left.length, right.length); i++) {
            var difference = Integer.compare(weight(left, i), weight(right, i));
            if (difference != 0) {
                return difference;
            }
        }
        return 0;
    }

    /** Words weigh less than nothing, and nothing weighs as much as 0. */
    private static int weight(String[] parts, int index) {
        if (index >= parts.length) {
            return 0;
        }
        var part = parts[index];
        return part.matches("[0-9]{1,9}") ? Integer.parseInt(part) : -1;
    }
}
