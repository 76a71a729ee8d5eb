package dev.souk.user.app;

import java.util.UUID;

/**
 * What a client gets by logging in or refreshing.
 *
 * @param expiresIn how many seconds the access token is good
 */
public record TokenPair(UUID sessionId, String accessToken, String refreshToken, long expiresIn) {

    static TokenPair of(UUID sessionId, String accessToken, String refreshToken) {
        return new TokenPair(
                sessionId, accessToken, refreshToken, AccessTokens.LIFETIME.toSeconds());
    }

    @Override
    public String toString() {
        return "TokenPair[***]";
    }
}
