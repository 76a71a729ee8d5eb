package dev.souk.proof.evidence;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;

/**
 * The operations of a history, in the order in which they ended; last those that never did, whose
 * outcome is unknown. Only what is under way is held in memory.
 */
public record History(Iterable<Row> lines) implements Iterable<Operation> {

    @Override
    public Iterator<Operation> iterator() {
        return new Operations(lines.iterator());
    }

    private static final class Operations implements Iterator<Operation> {

        private final Iterator<Row> lines;
        private final Map<Long, Row> open = new HashMap<>();
        private final Deque<Operation> ready = new ArrayDeque<>();

        Operations(Iterator<Row> lines) {
            this.lines = lines;
        }

        @Override
        public boolean hasNext() {
            while (ready.isEmpty() && lines.hasNext()) {
                take(lines.next());
            }
            if (ready.isEmpty()) {
                open.values().forEach(begun -> ready.add(neverEnded(begun)));
                open.clear();
            }
            return !ready.isEmpty();
        }

        @Override
        public Operation next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return ready.remove();
        }

        private void take(Row line) {
            if (!line.has("outcome")) {
                open.put(line.number("id"), line);
                return;
            }
            var begun = open.remove(line.number("id"));
            if (begun != null) {
                ready.add(ended(begun, line));
            }
        }

        private static Operation ended(Row begun, Row end) {
            return operation(begun, end.number("at"), Outcome.ofWord(end.text("outcome")), end);
        }

        private static Operation neverEnded(Row begun) {
            return operation(begun, Operation.NEVER, Outcome.UNKNOWN, Row.EMPTY);
        }

        private static Operation operation(Row begun, long completed, Outcome outcome, Row end) {
            return new Operation(
                    begun.number("id"),
                    begun.text("client"),
                    begun.text("call"),
                    begun.number("at"),
                    completed,
                    outcome,
                    begun.at("asked"),
                    end.at("told"));
        }
    }
}
