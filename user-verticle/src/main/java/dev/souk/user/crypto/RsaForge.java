package dev.souk.user.crypto;

import dev.souk.cluster.security.SigningKey;
import dev.souk.contract.Ids;
import dev.souk.user.app.SigningKeys;
import dev.souk.user.app.StoredKey;
import dev.souk.user.domain.KeyRing;

import io.vertx.core.Future;
import io.vertx.core.Vertx;

import java.time.Instant;
import java.util.Objects;

/** Makes RSA keys on a worker thread. */
public final class RsaForge implements SigningKeys.Forge {

    private final Vertx vertx;
    private final Ids ids;

    public RsaForge(Vertx vertx, Ids ids) {
        this.vertx = vertx;
        this.ids = ids;
    }

    @Override
    public Future<StoredKey> make(Instant signsFrom) {
        var slot = new KeyRing.Slot(ids.next().toString(), signsFrom);
        return vertx.<String>executeBlocking(() -> SigningKey.generate(slot.kid()).toPem())
                .map(pem -> new StoredKey(slot, Objects.requireNonNull(pem)));
    }
}
