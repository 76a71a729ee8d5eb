package dev.souk.user.app;

import io.vertx.core.Future;

/** Tells every node which sessions ended, since their access tokens still look good. */
public interface Revocation {

    /**
     * Announces the sessions that ended and were not announced yet. What cannot be announced now is
     * announced later by itself; the future never fails.
     */
    Future<Void> announce();
}
