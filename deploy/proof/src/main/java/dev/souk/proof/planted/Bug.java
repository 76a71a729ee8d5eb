package dev.souk.proof.planted;

import dev.souk.proof.plan.Fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A bug that somebody might have made.
 *
 * @param name of its file, as in {@code an-outbox-row-lost}
 * @param invariant whose check has to catch it
 * @param services in whose jars it is
 * @param needs the faults without which it can't show; none where the load is enough
 */
public record Bug(
        String name,
        int invariant,
        String title,
        List<String> services,
        List<Need> needs,
        List<Edit> edits) {

    /**
     * A kind of fault.
     *
     * @param service whose nodes it has to hit; empty where any target will do
     */
    public record Need(String kind, String service) {

        static Need of(String text) {
            var words = text.split(" ", 2);
            return new Need(words[0], words.length > 1 ? words[1] : "");
        }

        private boolean isMetBy(Fault fault) {
            return fault.kind().word().equals(kind) && fault.target().startsWith(service);
        }
    }

    public Bug {
        services = List.copyOf(services);
        needs = List.copyOf(needs);
        edits = List.copyOf(edits);
    }

    /** Whether it can show under these faults. */
    public boolean canShowUnder(List<Fault> plan) {
        return needs.stream().allMatch(need -> plan.stream().anyMatch(need::isMetBy));
    }

    /** The changed files as they are with the bug, by their names. */
    Map<String, String> sources(Path home) throws IOException {
        var sources = new TreeMap<String, String>();
        for (var edit : edits) {
            var before = sources.get(edit.file());
            sources.put(
                    edit.file(),
                    edit.apply(
                            before == null ? Files.readString(home.resolve(edit.file())) : before));
        }
        return sources;
    }
}
