package dev.souk.cluster.bus;

import dev.souk.contract.Reason;
import dev.souk.contract.ServiceFailure;
import dev.souk.contract.ServiceFailure.Violation;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** A failure as bytes; its reason travels in the status header. Unknown fields are ignored. */
final class FailureBody {

    private FailureBody() {}

    static Buffer encode(ServiceFailure failure) {
        var json = new JsonObject().put("code", failure.code()).put("detail", failure.detail());
        failure.retryAfter().ifPresent(wait -> json.put("retryAfterMillis", wait.toMillis()));
        if (!failure.extensions().isEmpty()) {
            json.put("extensions", new JsonObject(new LinkedHashMap<>(failure.extensions())));
        }
        if (!failure.violations().isEmpty()) {
            json.put("violations", violations(failure.violations()));
        }
        return json.toBuffer();
    }

    static ServiceFailure decode(Reason reason, Buffer body) {
        try {
            return decode(reason, new JsonObject(body));
        } catch (DecodeException | ClassCastException broken) {
            return ServiceFailure.of(reason, "The callee's failure can't be read");
        }
    }

    private static ServiceFailure decode(Reason reason, JsonObject json) {
        var code = json.getString("code", reason.code());
        var failure = ServiceFailure.of(reason, code, json.getString("detail", ""));
        for (var extension :
                json.getJsonObject("extensions", new JsonObject()).getMap().entrySet()) {
            failure = failure.with(extension.getKey(), extension.getValue());
        }
        var violations = json.getJsonArray("violations");
        if (violations != null) {
            failure = failure.because(violations(violations));
        }
        var retryAfter = json.getLong("retryAfterMillis");
        return retryAfter == null ? failure : failure.retryAfter(Duration.ofMillis(retryAfter));
    }

    private static JsonArray violations(List<Violation> violations) {
        var array = new JsonArray();
        for (var violation : violations) {
            array.add(
                    new JsonObject()
                            .put("pointer", violation.pointer())
                            .put("code", violation.code())
                            .put("detail", violation.detail()));
        }
        return array;
    }

    private static List<Violation> violations(JsonArray array) {
        var violations = new ArrayList<Violation>(array.size());
        for (var index = 0; index < array.size(); index++) {
            var json = array.getJsonObject(index);
            violations.add(
                    new Violation(
                            json.getString("pointer", ""),
                            json.getString("code", ""),
                            json.getString("detail", "")));
        }
        return violations;
    }
}
