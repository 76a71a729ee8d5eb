package dev.souk.order.payment;

import dev.souk.cluster.config.Secret;
import dev.souk.contract.Reason;
import dev.souk.contract.ServiceFailure;

import io.vertx.core.buffer.Buffer;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.regex.Pattern;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The signature of a webhook: {@code t=<unix seconds>,v1=<hex>}, an HMAC-SHA-256 (RFC 2104) over
 * the timestamp, a dot and the body's bytes. An old one is refused, so that a message that was seen
 * on its way can't be sent again later.
 */
public final class WebhookSignature {

    /** The header that carries it. */
    public static final String HEADER = "souk-signature";

    private static final String ALGORITHM = "HmacSHA256";
    private static final Duration TOLERANCE = Duration.ofMinutes(5);
    private static final Pattern FORM = Pattern.compile("t=([0-9]{1,12}),v1=([0-9a-f]{64})");

    private final SecretKeySpec key;
    private final InstantSource clock;

    public WebhookSignature(Secret secret, InstantSource clock) {
        this.key = new SecretKeySpec(secret.reveal().getBytes(StandardCharsets.UTF_8), ALGORITHM);
        this.clock = clock;
    }

    /**
     * @throws ServiceFailure {@code FORBIDDEN} if the body was not signed by the provider just now
     */
    public void verify(String header, Buffer body) {
        var form = FORM.matcher(header);
        if (!form.matches() || !isRecent(form.group(1))) {
            throw refused();
        }
        var given = HexFormat.of().parseHex(form.group(2));
        if (!MessageDigest.isEqual(given, sign(form.group(1), body))) {
            throw refused();
        }
    }

    private boolean isRecent(String seconds) {
        var signed = Instant.ofEpochSecond(Long.parseLong(seconds));
        return Duration.between(signed, clock.instant()).abs().compareTo(TOLERANCE) <= 0;
    }

    private byte[] sign(String seconds, Buffer body) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update((seconds + ".").getBytes(StandardCharsets.US_ASCII));
            return mac.doFinal(body.getBytes());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
        }
    }

    private static ServiceFailure refused() {
        return ServiceFailure.of(Reason.FORBIDDEN, "The signature is not the provider's");
    }
}
