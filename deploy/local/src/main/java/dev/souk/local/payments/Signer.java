package dev.souk.local.payments;

import io.vertx.core.buffer.Buffer;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs webhooks: {@code t=<unix seconds>,v1=<hex>}, an HMAC-SHA-256 (RFC 2104) over the timestamp,
 * a dot and the body's bytes.
 */
final class Signer {

    /** The header that carries the signature. */
    static final String HEADER = "souk-signature";

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    Signer(String secret) {
        this.key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    String sign(Instant now, Buffer body) {
        var seconds = now.getEpochSecond();
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update((seconds + ".").getBytes(StandardCharsets.US_ASCII));
            var signature = HexFormat.of().formatHex(mac.doFinal(body.getBytes()));
            return "t=" + seconds + ",v1=" + signature;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
        }
    }
}
