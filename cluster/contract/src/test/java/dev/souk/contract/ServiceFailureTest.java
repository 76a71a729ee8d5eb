package dev.souk.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.contract.ServiceFailure.Violation;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.util.List;
import java.util.Set;

class ServiceFailureTest {

    @ParameterizedTest
    @EnumSource(Reason.class)
    void everyReasonHasAnErrorStatusAndAKebabCaseCode(Reason reason) {
        assertThat(reason.status()).isBetween(400, 599);
        assertThat(reason.code()).matches("[a-z]+(-[a-z]+)*");
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void onlyTheCalleeIsToBlameForAFault(Reason reason) {
        assertThat(reason.isFault())
                .isEqualTo(
                        Set.of(Reason.UNAVAILABLE, Reason.DEADLINE_EXCEEDED, Reason.INTERNAL)
                                .contains(reason));
    }

    @Test
    void addingADetailLeavesTheFirstFailureAsItWas() {
        var plain = ServiceFailure.of(Reason.REFUSED, "too-late", "It has left already");

        var rich = plain.with("leftAt", "noon").retryAfter(Duration.ofSeconds(3));

        assertThat(plain.extensions()).isEmpty();
        assertThat(plain.retryAfter()).isEmpty();
        assertThat(rich.extensions()).containsEntry("leftAt", "noon");
        assertThat(rich.retryAfter()).contains(Duration.ofSeconds(3));
        assertThat(rich.code()).isEqualTo("too-late");
        assertThat(rich.detail()).isEqualTo("It has left already");
    }

    @Test
    void anInvalidRequestSaysItsFirstViolation() {
        var failure =
                ServiceFailure.invalid(
                        "unknown-field",
                        List.of(new Violation("/price", "unknown-field", "price is not known")));

        assertThat(failure.reason()).isEqualTo(Reason.INVALID);
        assertThat(failure.detail()).isEqualTo("price is not known");
        assertThat(failure.violations()).hasSize(1);
    }

    @Test
    void carriesNoStackTrace() {
        assertThat(ServiceFailure.notFound("thing").getStackTrace()).isEmpty();
    }

    @Test
    void keepsItsMembersInOneOrderInEveryProcess() {
        var failure = ServiceFailure.of(Reason.REFUSED, "price-changed", "Changed");
        for (var name : List.of("orderId", "total", "lines", "limit", "a", "z", "m")) {
            failure = failure.with(name, name);
        }

        assertThat(failure.extensions().keySet())
                .containsExactly("orderId", "total", "lines", "limit", "a", "z", "m");
    }
}
