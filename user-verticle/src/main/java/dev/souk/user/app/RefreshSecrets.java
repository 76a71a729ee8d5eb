package dev.souk.user.app;

import dev.souk.user.app.Sessions.Successor;

/** Makes refresh tokens: 256 random bits, of which only a hash is kept. */
public interface RefreshSecrets {

    /** A new token, as the client gets it. */
    String next();

    /** What is kept of a token. Any text has a hash. */
    String hash(String token);

    /**
     * A successor as it is kept beside the token before it: by its hash, and sealed with a key that
     * only that token yields, so that the store alone reveals neither.
     */
    Successor successor(String token, String next);

    /** The successor of a token, as it was sealed with it. */
    String open(String token, String sealed);
}
