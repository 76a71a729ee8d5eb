package dev.souk.cluster.security;

import io.vertx.core.Future;

/** Where the public keys of access tokens come from. */
@FunctionalInterface
public interface JwksSource {

    /** The current JWKS; fails while its source is away. */
    Future<String> fetch();
}
