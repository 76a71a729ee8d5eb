package dev.souk.user.crypto;

import dev.souk.user.app.RefreshSecrets;
import dev.souk.user.app.Sessions.Successor;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Refresh tokens of 256 random bits, kept as SHA-256; so long a secret needs no slow hash. A
 * successor is sealed by AES-256-GCM under a key derived by HMAC from the token before it, which
 * nobody but its holder has.
 */
public final class SealedRefreshSecrets implements RefreshSecrets {

    private static final int TOKEN_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final byte[] PURPOSE =
            "souk refresh successor".getBytes(StandardCharsets.US_ASCII);
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

    private final SecureRandom random;

    public SealedRefreshSecrets(SecureRandom random) {
        this.random = random;
    }

    @Override
    public String next() {
        return ENCODER.encodeToString(bytes(TOKEN_BYTES));
    }

    @Override
    public String hash(String token) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return ENCODER.encodeToString(digest.digest(utf8(token)));
        } catch (GeneralSecurityException missing) {
            throw missing(missing);
        }
    }

    @Override
    public Successor successor(String token, String next) {
        return new Successor(hash(next), seal(token, next));
    }

    @Override
    public String open(String token, String sealed) {
        var bytes = DECODER.decode(sealed);
        var nonce = new GCMParameterSpec(TAG_BITS, bytes, 0, NONCE_BYTES);
        try {
            var cipher = cipher(Cipher.DECRYPT_MODE, token, nonce);
            var text = cipher.doFinal(bytes, NONCE_BYTES, bytes.length - NONCE_BYTES);
            return new String(text, StandardCharsets.UTF_8);
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("a successor was not sealed with its token", broken);
        }
    }

    private String seal(String token, String next) {
        var nonce = bytes(NONCE_BYTES);
        try {
            var cipher = cipher(Cipher.ENCRYPT_MODE, token, new GCMParameterSpec(TAG_BITS, nonce));
            var text = cipher.doFinal(utf8(next));
            var sealed = new byte[NONCE_BYTES + text.length];
            System.arraycopy(nonce, 0, sealed, 0, NONCE_BYTES);
            System.arraycopy(text, 0, sealed, NONCE_BYTES, text.length);
            return ENCODER.encodeToString(sealed);
        } catch (GeneralSecurityException missing) {
            throw missing(missing);
        }
    }

    private static Cipher cipher(int mode, String token, GCMParameterSpec nonce)
            throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(utf8(token), "HmacSHA256"));
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(mac.doFinal(PURPOSE), "AES"), nonce);
        return cipher;
    }

    private byte[] bytes(int count) {
        var bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static IllegalStateException missing(GeneralSecurityException cause) {
        return new IllegalStateException("this Java lacks an algorithm", cause);
    }
}
