package dev.souk.user.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.contract.Reason;
import dev.souk.contract.ServiceFailure;
import dev.souk.user.app.LoginQuota.Attempt;
import dev.souk.user.domain.Account.Status;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

class LogInTest {

    private final UserFixture users = new UserFixture();

    @Test
    void beginsASession() {
        var account = users.registered();

        var pair = users.logIn(UserFixture.PASSWORD).result();

        assertThat(pair.expiresIn()).isEqualTo(600);
        assertThat(pair.accessToken()).startsWith(account.id() + " " + pair.sessionId());
        assertThat(users.sessions.list(account.id(), null, 9).result()).hasSize(1);
    }

    @Test
    void answersAWrongPasswordAsItAnswersAnUnknownAddress() {
        users.registered();
        users.hashes = 0;

        var wrong = UserFixture.failure(users.logIn("mulberry tin drum 8"));
        var wrongHashes = users.hashes;
        var unknown =
                UserFixture.failure(
                        users.logIn.logIn(
                                new LogIn.Credentials(
                                        "eve@example.test", "x", "192.0.2.7", "curl")));

        assertThat(wrong.code()).isEqualTo("invalid-credentials").isEqualTo(unknown.code());
        assertThat(wrong.detail()).isEqualTo(unknown.detail());
        assertThat(wrong.reason()).isEqualTo(Reason.UNAUTHENTICATED);
        assertThat(users.hashes).isEqualTo(2 * wrongHashes);
    }

    @Test
    void doesTheSameWorkForWhatIsNoAddress() {
        var refused = users.logIn.logIn(new LogIn.Credentials("nobody", "x", "192.0.2.7", "curl"));

        assertThat(UserFixture.failure(refused).code()).isEqualTo("invalid-credentials");
        assertThat(users.hashes).isEqualTo(1);
    }

    @Test
    void keepsTheChargeOfAFailureAndGivesBackThatOfASuccess() {
        users.registered();

        assertThat(users.logIn(UserFixture.PASSWORD).succeeded()).isTrue();
        assertThat(users.charged).isEmpty();
        assertThat(users.logIn("wrong").failed()).isTrue();
        assertThat(users.charged).containsExactly(new Attempt("ada@example.test", "192.0.2.7"));
    }

    @Test
    void givesBackTheChargeOfAnAttemptWhosePasswordNobodyCouldLookAt() {
        users.registered();
        var busy = ServiceFailure.of(Reason.OVERLOADED, "Too many passwords wait to be checked");
        users.hashFailure = Optional.of(busy);

        assertThat(UserFixture.failure(users.logIn(UserFixture.PASSWORD))).isSameAs(busy);
        assertThat(users.charged).isEmpty();
    }

    @Test
    void looksAtNoPasswordOnceTooManyFailed() {
        users.registered();
        users.hashes = 0;
        users.refusal = Optional.of(Duration.ofSeconds(6));

        var refused = UserFixture.failure(users.logIn(UserFixture.PASSWORD));

        assertThat(refused.code()).isEqualTo("too-many-attempts");
        assertThat(refused.reason().status()).isEqualTo(429);
        assertThat(refused.retryAfter()).contains(Duration.ofSeconds(6));
        assertThat(users.hashes).isZero();
        assertThat(users.returned).isZero();
    }

    @Test
    void keepsABlockedAccountOut() {
        var account = users.registered();
        var blocked =
                users.changeAccount.status(account.id(), OptionalLong.empty(), Status.BLOCKED);

        assertThat(blocked.succeeded()).isTrue();
        assertThat(UserFixture.failure(users.logIn(UserFixture.PASSWORD)).code())
                .isEqualTo("invalid-credentials");
    }

    @Test
    void beginsNoSessionWhereTheAccountChangedMeanwhile() {
        users.registered();
        users.sessions.refusesToOpen = true;

        assertThat(UserFixture.failure(users.logIn(UserFixture.PASSWORD)).code())
                .isEqualTo("invalid-credentials");
    }
}
