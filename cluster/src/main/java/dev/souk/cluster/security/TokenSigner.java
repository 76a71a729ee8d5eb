package dev.souk.cluster.security;

import dev.souk.contract.Ids;
import dev.souk.contract.Principal;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import java.time.Duration;
import java.time.InstantSource;

/** Makes access tokens (RFC 9068), signed by RS256. Immutable; a rotated key is a new signer. */
public final class TokenSigner {

    /** The type that keeps an access token apart from every other token (RFC 9068, 2.1). */
    static final String TYPE = "at+jwt";

    static final String AUDIENCE = "souk";

    private final SigningKey key;
    private final InstantSource clock;
    private final Ids ids;

    public TokenSigner(SigningKey key, InstantSource clock, Ids ids) {
        this.key = key;
        this.clock = clock;
        this.ids = ids;
    }

    /** A token for the principal, valid from now for that time. */
    public String sign(Principal principal, Duration life) {
        var now = clock.instant();
        var roles = new JsonArray();
        principal.roles().stream().sorted().forEach(roles::add);
        var claims =
                new JsonObject()
                        .put("iss", Jws.ISSUER)
                        .put("aud", AUDIENCE)
                        .put("sub", principal.subject())
                        .put("sid", principal.session())
                        .put("roles", roles)
                        .put("iat", now.getEpochSecond())
                        .put("exp", now.plus(life).getEpochSecond())
                        .put("jti", ids.next().toString());
        return Jws.sign(key, TYPE, claims);
    }
}
