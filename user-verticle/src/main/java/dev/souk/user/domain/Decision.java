package dev.souk.user.domain;

import java.util.UUID;

/** What becomes of an account, to be stored whole or not at all. */
public sealed interface Decision {

    /** Whether sessions of the account end with it. */
    default boolean endsSessions() {
        return switch (this) {
            case Unchanged unchanged -> false;
            case Changed changed -> changed.ending().any();
            case Erased erased -> true;
        };
    }

    /** It stays as it is: nothing to store, nothing to tell. */
    record Unchanged(Account account) implements Decision {}

    /** Its next state, the one event that says so, and the sessions that end with it. */
    record Changed(Account next, AccountEvent event, Ending ending) implements Decision {}

    /** Its personal data is removed, and all of its sessions end. */
    record Erased(UUID id, long version, AccountEvent.Erased event) implements Decision {}
}
