package dev.souk.user.app;

import dev.souk.user.domain.KeyRing;

import io.vertx.core.Future;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/**
 * The signing keys as this node knows them. Tended at start and then every now and again, far more
 * often than a key's lead, so that a node has each key before it signs. Of one event loop.
 */
public final class KeyKeeper {

    /** A key signs for 30 days, is published an hour ahead and an hour longer than its tokens. */
    public static final KeyRing.Policy POLICY =
            new KeyRing.Policy(
                    Duration.ofDays(30),
                    Duration.ofHours(1),
                    AccessTokens.LIFETIME.plus(Duration.ofHours(1)));

    private final SigningKeys keys;
    private final SigningKeys.Forge forge;
    private final InstantSource clock;
    private List<StoredKey> known = List.of();

    public KeyKeeper(SigningKeys keys, SigningKeys.Forge forge, InstantSource clock) {
        this.keys = keys;
        this.forge = forge;
        this.clock = clock;
    }

    /** Makes what is missing and learns what others made. */
    public Future<Void> tend() {
        return keys.tend(POLICY, forge).onSuccess(ring -> known = List.copyOf(ring)).mapEmpty();
    }

    /** The key that signs now. */
    public StoredKey signer() {
        var ring = new KeyRing(known.stream().map(StoredKey::slot).toList());
        return ring.signer(clock.instant())
                .flatMap(slot -> known.stream().filter(key -> key.slot().equals(slot)).findAny())
                .orElseThrow(() -> new IllegalStateException("there is no signing key"));
    }

    /** Every key that a token in use may name, soon or still. */
    public List<StoredKey> published() {
        return known;
    }
}
