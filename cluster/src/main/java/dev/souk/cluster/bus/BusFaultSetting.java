package dev.souk.cluster.bus;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How the bus is disturbed, as in {@code cut=order-1,drop=2,double=5,delay=20@300}.
 *
 * @param cut names of nodes that send and receive nothing
 * @param drop percent of messages that are lost
 * @param twice percent of requests that come twice
 * @param delay percent of messages that come late
 * @param delayMillis by how much
 */
record BusFaultSetting(Set<String> cut, int drop, int twice, int delay, long delayMillis) {

    static final String OFF = "off";
    static final BusFaultSetting NONE = new BusFaultSetting(Set.of(), 0, 0, 0, 0);

    private static final Pattern FORM =
            Pattern.compile(
                    "(cut=[a-z0-9-]+|(drop|double)=\\d{1,2}|delay=\\d{1,2}@\\d{1,5})"
                        + "(,(cut=[a-z0-9-]+|(drop|double)=\\d{1,2}|delay=\\d{1,2}@\\d{1,5}))*");

    BusFaultSetting {
        cut = Set.copyOf(cut);
    }

    static boolean isOne(String text) {
        return text.equals(OFF) || FORM.matcher(text).matches();
    }

    /** What a text that {@link #isOne} means; of a term that comes twice the last counts. */
    static BusFaultSetting parse(String text) {
        if (text.equals(OFF)) {
            return NONE;
        }
        var cut = new HashSet<String>();
        var drop = 0;
        var twice = 0;
        var late = new long[2];
        for (var term : text.split(",", -1)) {
            var value = term.substring(term.indexOf('=') + 1);
            switch (term.substring(0, term.indexOf('='))) {
                case "cut" -> cut.add(value);
                case "drop" -> drop = Integer.parseInt(value);
                case "double" -> twice = Integer.parseInt(value);
                case "delay" -> {
                    late[0] = Long.parseLong(value.substring(0, value.indexOf('@')));
                    late[1] = Long.parseLong(value.substring(value.indexOf('@') + 1));
                }
                default -> throw new IllegalArgumentException(term);
            }
        }
        return new BusFaultSetting(cut, drop, twice, (int) late[0], Math.max(1, late[1]));
    }

    boolean isNone() {
        return equals(NONE);
    }

    boolean cuts(String node) {
        return cut.contains(node);
    }
}
