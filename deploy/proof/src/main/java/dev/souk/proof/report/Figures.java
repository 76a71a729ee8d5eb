package dev.souk.proof.report;

import dev.souk.proof.evidence.Operation;
import dev.souk.proof.evidence.Outcome;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The figures of a run, second by second and as a whole, from its history alone. */
public final class Figures {

    /** The span under faults; other calls fill the shop, warm its nodes, or look at its end. */
    public static final String LOAD = "load";

    private static final String PLACE = "place";

    private final List<Second> seconds = new ArrayList<>();
    private final Map<String, Tally> calls = new TreeMap<>();
    private final Set<String> acknowledged = new HashSet<>();
    private final List<Fault> faults = new ArrayList<>();
    private final List<Long> accepted = new ArrayList<>();
    private long began;
    private long ended = Long.MAX_VALUE;

    /** What ended within one second. */
    static final class Second {

        final Latencies latencies = new Latencies();
        long orders;
        long ok;
        long refused;
        long unknown;
    }

    /** One kind of call. */
    static final class Tally {

        final Latencies latencies = new Latencies();
        long ok;
        long refused;
        long unknown;

        void add(Operation operation) {
            switch (operation.outcome()) {
                case OK -> ok++;
                case REFUSED -> refused++;
                case UNKNOWN -> unknown++;
            }
        }
    }

    /**
     * A fault as it happened.
     *
     * @param begin in seconds since the load began
     * @param recovered the seconds until the next order was accepted: after the kill of a node,
     *     after the return of a server; negative where none was
     * @param error what didn't go as planned; empty where all did
     */
    public record Fault(
            String kind, String target, double begin, double end, double recovered, String error) {}

    private Figures() {}

    /** Reads a history. */
    public static Figures of(Iterable<Operation> history) {
        var figures = new Figures();
        for (var operation : history) {
            if (operation.is(LOAD)) {
                figures.began = operation.invoked();
                figures.ended = operation.completed();
            }
        }
        var broken = new ArrayList<Operation>();
        for (var operation : history) {
            if (operation.isFault()) {
                broken.add(operation);
            } else if (!operation.is(LOAD)) {
                figures.add(operation);
            }
        }
        figures.accepted.sort(Comparator.naturalOrder());
        broken.sort(Comparator.comparingLong(Operation::invoked));
        broken.forEach(figures::fault);
        return figures;
    }

    private void add(Operation operation) {
        var isAcknowledged = operation.is(PLACE) && operation.isOk();
        if (isAcknowledged) {
            accepted.add(operation.completed());
        }
        if (operation.invoked() < began || operation.invoked() > ended) {
            return;
        }
        if (isAcknowledged) {
            acknowledged.add(operation.told().text("orderId"));
        }
        var tally = calls.computeIfAbsent(operation.call(), _ -> new Tally());
        tally.add(operation);
        if (operation.completed() != Operation.NEVER) {
            var micros = operation.completed() - operation.invoked();
            tally.latencies.add(micros);
            second(operation, micros);
        }
    }

    private void second(Operation operation, long micros) {
        var number = (int) ((operation.completed() - began) / 1_000_000);
        while (seconds.size() <= number) {
            seconds.add(new Second());
        }
        var second = seconds.get(number);
        second.latencies.add(micros);
        switch (operation.outcome()) {
            case OK -> second.ok++;
            case REFUSED -> second.refused++;
            case UNKNOWN -> second.unknown++;
        }
        if (operation.is(PLACE) && operation.outcome() == Outcome.OK) {
            second.orders++;
        }
    }

    private void fault(Operation fault) {
        var ofNode = fault.call().endsWith("-node") || fault.completed() == Operation.NEVER;
        var from = ofNode ? fault.invoked() : fault.completed();
        var next = accepted.stream().filter(at -> at >= from).findFirst();
        faults.add(
                new Fault(
                        fault.call(),
                        fault.asked().text("target"),
                        (fault.invoked() - began) / 1e6,
                        (Math.min(fault.completed(), ended) - began) / 1e6,
                        next.map(at -> (at - from) / 1e6).orElse(-1.0),
                        fault.told().text("error")));
    }

    public List<Fault> faults() {
        return List.copyOf(faults);
    }

    /** How many orders were placed in the span under faults and clients told of. */
    public int acknowledged() {
        return acknowledged.size();
    }

    /** How long the span under faults was, in seconds. */
    public double length() {
        return ended == Long.MAX_VALUE ? seconds.size() : (ended - began) / 1e6;
    }

    List<Second> seconds() {
        return seconds;
    }

    Map<String, Tally> calls() {
        return calls;
    }
}
