package dev.souk.user.app;

import dev.souk.user.domain.KeyRing;

import io.vertx.core.Future;

import java.time.Instant;
import java.util.List;

/** Where signing keys are kept, one ring for all nodes. Its clock is the store's. */
public interface SigningKeys {

    /** Makes a key pair, which takes a while. */
    interface Forge {
        Future<StoredKey> make(Instant signsFrom);
    }

    /**
     * The ring after what the policy asks for now: a missing key is made, outlived ones go. Of
     * nodes that do so at the same time one adds its key, and the others learn it.
     */
    Future<List<StoredKey>> tend(KeyRing.Policy policy, Forge forge);
}
