package dev.souk.notify.bus;

import dev.souk.cluster.web.Call;
import dev.souk.cluster.web.Cursors;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Cursors of lists that are in the order of their ids. */
final class Keyset {

    private Keyset() {}

    /** The id that the page begins behind; empty for the first page. */
    static Optional<UUID> position(Cursors cursors, String filter, Call call) {
        return call.cursor()
                .map(cursor -> UUID.fromString(cursors.open(filter, cursor).getFirst()));
    }

    static String behind(Cursors cursors, String filter, UUID id) {
        return cursors.seal(filter, List.of(id.toString()));
    }
}
