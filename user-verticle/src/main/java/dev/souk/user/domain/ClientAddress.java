package dev.souk.user.domain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The network address that failed logins are counted by. */
public final class ClientAddress {

    private static final int GROUPS = 8;
    private static final int NETWORK_GROUPS = 4;

    private ClientAddress() {}

    /**
     * The part of an address that one client holds: an IPv4 address whole, an IPv6 address to its
     * /64, since who has one address of a /64 has them all. Other texts stay as they are.
     */
    public static String network(String address) {
        var plain = address.contains("%") ? address.substring(0, address.indexOf('%')) : address;
        if (!plain.contains(":") || plain.contains(".")) {
            return plain;
        }
        var groups = expanded(plain);
        return groups.size() == GROUPS
                ? String.join(":", groups.subList(0, NETWORK_GROUPS)) + "::/64"
                : plain;
    }

    private static List<String> expanded(String address) {
        var halves = address.split("::", 2);
        var groups = groups(halves[0]);
        if (halves.length == 2) {
            var tail = groups(halves[1]);
            while (groups.size() + tail.size() < GROUPS) {
                groups.add("0");
            }
            groups.addAll(tail);
        }
        return groups;
    }

    private static List<String> groups(String text) {
        var groups = new ArrayList<String>();
        Arrays.stream(text.split(":"))
                .filter(group -> !group.isEmpty())
                .map(group -> group.replaceFirst("^0+(?=.)", ""))
                .forEach(groups::add);
        return groups;
    }
}
