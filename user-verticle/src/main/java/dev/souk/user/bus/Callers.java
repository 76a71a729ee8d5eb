package dev.souk.user.bus;

import dev.souk.cluster.web.Call;
import dev.souk.contract.ServiceFailure;

import java.util.UUID;

/** Who calls, as ids of this service. A service that calls as itself is no user. */
final class Callers {

    private Callers() {}

    static UUID user(Call call) {
        return id(call.principal().subject());
    }

    static UUID session(Call call) {
        return id(call.principal().session());
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException nobody) {
            throw ServiceFailure.notFound("user");
        }
    }
}
