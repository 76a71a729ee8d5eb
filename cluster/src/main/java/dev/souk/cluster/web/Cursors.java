package dev.souk.cluster.web;

import com.fasterxml.jackson.core.type.TypeReference;

import dev.souk.cluster.json.Json;
import dev.souk.contract.Reason;
import dev.souk.contract.ServiceFailure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals the keyset position of a page into an opaque text, and opens it again. A cursor is the
 * position as JSON behind a MAC (HMAC-SHA-256, RFC 2104, cut to 128 bits) over position and filter,
 * so that a changed one, or one of another list, is refused. It hides nothing: no secret may be a
 * key. Every node must hold the same MAC key. Safe for use by several threads.
 */
public final class Cursors {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int MAC_BYTES = 16;
    private static final int MAX_LENGTH = 2_000;
    private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};

    private final SecretKeySpec key;

    /**
     * @param key at least 128 random bits, the same on every node
     */
    public Cursors(byte[] key) {
        if (key.length < MAC_BYTES) {
            throw new IllegalArgumentException("a cursor key has at least 16 bytes");
        }
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /**
     * A cursor.
     *
     * @param filter everything that picks and orders the list, as in {@code orders:customer=7}; a
     *     cursor opens only under the same filter
     * @param keys the sort keys of the last item shown
     */
    public String seal(String filter, List<String> keys) {
        var position = Json.bytes(keys);
        var mac = mac(filter, position);
        var sealed = Arrays.copyOf(mac, MAC_BYTES + position.length);
        System.arraycopy(position, 0, sealed, MAC_BYTES, position.length);
        return text(sealed);
    }

    /**
     * The sort keys in a cursor.
     *
     * @throws ServiceFailure {@code INVALID} with code {@code invalid-cursor} if it was changed, or
     *     is of another filter
     */
    public List<String> open(String filter, String cursor) {
        if (cursor.length() > MAX_LENGTH) {
            throw invalid();
        }
        try {
            var sealed = Base64.getUrlDecoder().decode(cursor.getBytes(StandardCharsets.US_ASCII));
            if (sealed.length <= MAC_BYTES || !text(sealed).equals(cursor)) {
                throw invalid();
            }
            var position = Arrays.copyOfRange(sealed, MAC_BYTES, sealed.length);
            var mac = Arrays.copyOf(sealed, MAC_BYTES);
            if (!MessageDigest.isEqual(mac, mac(filter, position))) {
                throw invalid();
            }
            return List.copyOf(Json.mapper().readValue(position, TEXTS));
        } catch (IllegalArgumentException | IOException e) {
            throw invalid();
        }
    }

    /** The canonical text, so that no two texts are one cursor. */
    private static String text(byte[] sealed) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    }

    private byte[] mac(String filter, byte[] position) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(filter.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return Arrays.copyOf(mac.doFinal(position), MAC_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
        }
    }

    private static ServiceFailure invalid() {
        return ServiceFailure.of(
                Reason.INVALID, "invalid-cursor", "The cursor is not one of this list");
    }
}
