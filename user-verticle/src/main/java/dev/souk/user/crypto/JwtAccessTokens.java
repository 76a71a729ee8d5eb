package dev.souk.user.crypto;

import dev.souk.cluster.security.Jwks;
import dev.souk.cluster.security.SigningKey;
import dev.souk.cluster.security.TokenSigner;
import dev.souk.contract.Ids;
import dev.souk.contract.Principal;
import dev.souk.user.app.AccessTokens;
import dev.souk.user.app.KeyKeeper;
import dev.souk.user.app.StoredKey;
import dev.souk.user.domain.Account;
import dev.souk.user.domain.Role;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Access tokens as the cluster's runtime signs and verifies them. Of one event loop. */
public final class JwtAccessTokens implements AccessTokens {

    private final KeyKeeper keeper;
    private final InstantSource clock;
    private final Ids ids;
    private final Map<String, SigningKey> read = new HashMap<>();

    public JwtAccessTokens(KeyKeeper keeper, InstantSource clock, Ids ids) {
        this.keeper = keeper;
        this.clock = clock;
        this.ids = ids;
    }

    @Override
    public String issue(Account account, UUID sessionId) {
        var roles = Set.copyOf(Role.wireNames(account.roles()));
        var principal = new Principal(account.id().toString(), sessionId.toString(), roles);
        return new TokenSigner(key(keeper.signer()), clock, ids).sign(principal, LIFETIME);
    }

    @Override
    public String publicKeys() {
        return Jwks.of(keeper.published().stream().map(this::key).toList());
    }

    /** The key, whose text is read once. */
    private SigningKey key(StoredKey stored) {
        return read.computeIfAbsent(
                stored.slot().kid(), kid -> SigningKey.fromPem(kid, stored.pem()));
    }
}
