package dev.souk.order.bus;

import dev.souk.cluster.web.Call;
import dev.souk.contract.Reason;
import dev.souk.contract.ServiceFailure;
import dev.souk.order.app.RequestKey;
import dev.souk.order.app.Shopper;

import io.vertx.core.buffer.Buffer;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The names that callers give to their requests. */
final class RequestKeys {

    private static final int NAME_LENGTH = 32;

    private RequestKeys() {}

    /** The key of a request and the digest of its body. */
    static RequestKey of(Call call, Shopper shopper) {
        return new RequestKey(shopper.id(), keyOf(call), hashOf(call.rawBody()));
    }

    /** A name of 32 letters and digits that nobody else's key gives to a request. */
    static String nameOf(Call call) {
        var scope = call.principal().subject() + '\n' + keyOf(call);
        return hashOf(Buffer.buffer(scope)).substring(0, NAME_LENGTH);
    }

    private static String keyOf(Call call) {
        return call.idempotencyKey()
                .orElseThrow(
                        () ->
                                ServiceFailure.of(
                                        Reason.PRECONDITION_REQUIRED,
                                        "idempotency-key-required",
                                        "Send an Idempotency-Key"));
    }

    private static String hashOf(Buffer body) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(body.getBytes());
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
