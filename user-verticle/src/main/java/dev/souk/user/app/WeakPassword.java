package dev.souk.user.app;

import dev.souk.contract.Reason;
import dev.souk.contract.ServiceFailure;
import dev.souk.user.domain.PasswordRules;

import io.vertx.core.Future;

/** The refusal of a password that the rules object to. */
final class WeakPassword {

    private WeakPassword() {}

    static Future<Void> check(PasswordRules rules, String password) {
        return rules.objection(password)
                .map(why -> ServiceFailure.of(Reason.REFUSED, "weak-password", why))
                .map(Future::<Void>failedFuture)
                .orElseGet(Future::succeededFuture);
    }
}
