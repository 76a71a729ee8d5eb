package dev.souk.user.app;

import io.vertx.core.Future;

import java.util.Optional;

/**
 * A deliberately slow one-way function for passwords, away from the event loops. Fails with {@code
 * temporary-reduced-capacity} when too many wait for it.
 */
public interface PasswordHashing {

    /** The encoded hash, with its salt and costs. */
    Future<String> hash(String password);

    /**
     * Whether the password made that hash. Without a hash the answer is no, after the same work, so
     * that the time taken does not tell whether there is one.
     */
    Future<Boolean> matches(String password, Optional<String> encoded);
}
