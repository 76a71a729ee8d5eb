package dev.souk.cluster.web;

import io.vertx.core.buffer.Buffer;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** SHA-256 of bytes, as text. */
final class Digests {

    private static final int SHORT = 12;

    private Digests() {}

    static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(digest(bytes));
    }

    static String shortHash(Buffer body) {
        return HexFormat.of().formatHex(Arrays.copyOf(digest(body.getBytes()), SHORT));
    }

    private static byte[] digest(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
