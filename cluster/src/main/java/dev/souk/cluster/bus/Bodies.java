package dev.souk.cluster.bus;

import dev.souk.cluster.json.Json;
import dev.souk.contract.Reason;
import dev.souk.contract.ServiceFailure;

import io.vertx.core.buffer.Buffer;

/** Typed bodies as bytes. */
final class Bodies {

    private Bodies() {}

    static Buffer encode(Object value) {
        return Json.encode(value);
    }

    /** What a caller asked; not readable, it is the caller's fault. */
    static <T> T request(Buffer body, Class<T> type) {
        return Json.decode(body, type);
    }

    /** What a callee answered; not readable, it is a defect of one of us and no refusal. */
    static <T> T reply(Buffer body, Class<T> type) {
        try {
            return Json.decode(body, type);
        } catch (ServiceFailure unreadable) {
            throw ServiceFailure.of(Reason.INTERNAL, "The reply can't be read");
        }
    }
}
