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
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The signature of a webhook, as Stripe and the sandbox give it: {@code t=<unix seconds>,v1=<hex>},
 * an HMAC-SHA-256 (RFC 2104) over the timestamp, a dot and the body's bytes. There is a {@code v1}
 * for each secret while one is being replaced, and schemes of other names don't count. An old one
 * is refused, so that a message that was seen on its way can't be sent again later.
 */
public final class WebhookSignature {

    private static final String ALGORITHM = "HmacSHA256";
    private static final Duration TOLERANCE = Duration.ofMinutes(5);
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}");
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
    private static final int MOST_PARTS = 16;

    private final SecretKeySpec key;
    private final InstantSource clock;

    /** What a header says. */
    private record Form(String seconds, List<byte[]> digests) {}

    public WebhookSignature(Secret secret, InstantSource clock) {
        this.key = new SecretKeySpec(secret.reveal().getBytes(StandardCharsets.UTF_8), ALGORITHM);
        this.clock = clock;
    }

    /**
     * @throws ServiceFailure {@code FORBIDDEN} if the body was not signed by the provider just now
     */
    public void verify(String header, Buffer body) {
        var form = parse(header);
        if (!isRecent(form.seconds())) {
            throw refused();
        }
        var expected = sign(form.seconds(), body);
        if (form.digests().stream().noneMatch(given -> MessageDigest.isEqual(given, expected))) {
            throw refused();
        }
    }

    private static Form parse(String header) {
        var parts = header.split(",", MOST_PARTS);
        var seconds = "";
        var digests = new ArrayList<byte[]>();
        for (var part : parts) {
            if (part.startsWith("t=") && seconds.isEmpty()) {
                seconds = part.substring(2);
            } else if (part.startsWith("v1=") && DIGEST.matcher(part.substring(3)).matches()) {
                digests.add(HexFormat.of().parseHex(part.substring(3)));
            }
        }
        if (!SECONDS.matcher(seconds).matches()) {
            throw refused();
        }
        return new Form(seconds, digests);
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
