package dev.souk.user.app;

import dev.souk.user.domain.Account;

import java.time.Duration;
import java.util.UUID;

/** Signs access tokens. */
public interface AccessTokens {

    /** How long an access token is good, and so how long a revocation must be remembered. */
    Duration LIFETIME = Duration.ofMinutes(10);

    /** A token for the account, as its roles are now, in one of its sessions. */
    String issue(Account account, UUID sessionId);

    /** The public keys of all tokens in use, a JWK Set (RFC 7517). */
    String publicKeys();
}
