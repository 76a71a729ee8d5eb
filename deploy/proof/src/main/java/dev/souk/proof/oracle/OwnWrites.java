package dev.souk.proof.oracle;

import dev.souk.proof.evidence.Evidence;
import dev.souk.proof.evidence.Operation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A client that was told of a version sees it, or a later one, whichever gateway and node it asks
 * next: of its orders, in the list of them, of its cart and of its profile.
 */
final class OwnWrites implements Check {

    /** How many of the newest orders a list of a hundred must surely show. */
    private static final int NEWEST = 10;

    private static final int UNAUTHENTICATED = 401;
    private static final int OVER_QUOTA = 429;

    /** A client was told a version of something. */
    private record Told(long at, String thing, long version) {}

    @Override
    public int invariant() {
        return 7;
    }

    @Override
    public String promise() {
        return "A client reads its own writes";
    }

    @Override
    public void judge(Evidence evidence, Findings findings) {
        var known = new HashMap<String, List<Told>>();
        for (var operation : evidence.history()) {
            if (operation.isOk() || operation.isRefused()) {
                look(operation, known.getOrDefault(operation.client(), List.of()), findings);
                learn(operation, known);
            }
        }
    }

    /** Operations come in the order of their ends, so what is known here ended before. */
    private static void look(Operation operation, List<Told> known, Findings findings) {
        switch (operation.call()) {
            case "read-order", "final-order" -> seen(operation, known, order(operation), findings);
            case "read-cart", "read-profile" ->
                    seen(operation, known, operation.call().substring(5), findings);
            case "list-orders" -> listed(operation, known, findings);
            default -> {}
        }
    }

    private static String order(Operation operation) {
        return "order " + operation.asked().text("orderId");
    }

    private static void seen(Operation read, List<Told> known, String thing, Findings findings) {
        var least =
                known.stream()
                        .filter(told -> told.at() < read.invoked() && told.thing().equals(thing))
                        .mapToLong(Told::version)
                        .max();
        if (least.isEmpty() || wasNotAdmitted(read)) {
            return;
        }
        findings.look();
        var version = read.isOk() ? read.told().number("version") : 0;
        if (version < least.getAsLong()) {
            findings.add(
                    "%s, read by %s at %.3f s"
                            .formatted(thing, read.client(), read.invoked() / 1e6),
                    "version " + least.getAsLong() + " or later",
                    read.isOk() ? "version " + version : "status " + read.status());
        }
    }

    /** What was refused for its token or its quota looked at nothing. */
    private static boolean wasNotAdmitted(Operation read) {
        return read.status() == UNAUTHENTICATED || read.status() == OVER_QUOTA;
    }

    private static void listed(Operation list, List<Told> known, Findings findings) {
        if (!list.isOk()) {
            return;
        }
        var versions = list.told().numbers("versions");
        var newest = newestOrders(known, list.invoked());
        newest.forEach(
                (thing, version) -> {
                    findings.look();
                    var shown = versions.getOrDefault(thing.substring("order ".length()), 0L);
                    if (shown < version) {
                        findings.add(
                                "%s, listed to %s at %.3f s"
                                        .formatted(thing, list.client(), list.invoked() / 1e6),
                                "version " + version + " or later",
                                shown == 0 ? "nothing" : "version " + shown);
                    }
                });
    }

    private static Map<String, Long> newestOrders(List<Told> known, long before) {
        var newest = new HashMap<String, Long>();
        for (var told : known.reversed()) {
            if (told.at() < before && told.thing().startsWith("order ")) {
                if (newest.size() == NEWEST && !newest.containsKey(told.thing())) {
                    break;
                }
                newest.merge(told.thing(), told.version(), Math::max);
            }
        }
        return newest;
    }

    private static void learn(Operation operation, Map<String, List<Told>> known) {
        var version = operation.told().number("version");
        var thing =
                switch (operation.call()) {
                    case "write-cart", "read-cart" -> "cart";
                    case "write-profile", "read-profile" -> "profile";
                    default -> {
                        var id = operation.told().text("orderId");
                        yield id.isEmpty() ? "" : "order " + id;
                    }
                };
        if (operation.isOk() && version > 0 && !thing.isEmpty()) {
            known.computeIfAbsent(operation.client(), _ -> new ArrayList<>())
                    .add(new Told(operation.completed(), thing, version));
        }
    }
}
