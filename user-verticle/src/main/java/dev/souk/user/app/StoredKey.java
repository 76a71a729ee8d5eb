package dev.souk.user.app;

import dev.souk.user.domain.KeyRing;

/**
 * A key that signs access tokens, as it is kept.
 *
 * @param slot its id, and when it signs
 * @param pem the private half, PKCS #8, which holds the public one too
 */
public record StoredKey(KeyRing.Slot slot, String pem) {

    @Override
    public String toString() {
        return "StoredKey[" + slot.kid() + "]";
    }
}
