package dev.souk.user.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.contract.Reason;
import dev.souk.user.domain.Account.Status;
import dev.souk.user.domain.RefreshToken;
import dev.souk.user.domain.Role;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

class RefreshSessionTest {

    private final UserFixture users = new UserFixture();
    private UUID userId = new UUID(0, 0);
    private String first = "";

    @BeforeEach
    void logIn() {
        userId = users.registered().id();
        first = users.logIn(UserFixture.PASSWORD).result().refreshToken();
    }

    @Test
    void goesOnWithTheSameSession() {
        var next = users.refresh.refresh(first).result();

        assertThat(next.refreshToken()).isNotEqualTo(first);
        assertThat(users.sessions.list(userId, null, 9).result())
                .singleElement()
                .satisfies(session -> assertThat(session.id()).isEqualTo(next.sessionId()));
    }

    @Test
    void givesTheSameSuccessorAgainWhereTheAnswerWasLost() {
        var next = users.refresh.refresh(first).result();
        users.now = users.now.plus(RefreshToken.GRACE).minusMillis(1);

        var again = users.refresh.refresh(first).result();

        assertThat(again.refreshToken()).isEqualTo(next.refreshToken());
        assertThat(users.refresh.refresh(again.refreshToken()).succeeded()).isTrue();
    }

    @Test
    void endsTheSessionWhereASpentTokenComesLater() {
        var next = users.refresh.refresh(first).result();
        users.now = users.now.plus(RefreshToken.GRACE);

        var reused = UserFixture.failure(users.refresh.refresh(first));

        assertThat(reused.code()).isEqualTo("refresh-token-reused");
        assertThat(reused.reason()).isEqualTo(Reason.UNAUTHENTICATED);
        assertThat(users.announcements).isEqualTo(1);
        assertThat(UserFixture.failure(users.refresh.refresh(next.refreshToken())).reason())
                .isEqualTo(Reason.UNAUTHENTICATED);
        assertThat(users.sessions.list(userId, null, 9).result()).isEmpty();
    }

    @Test
    void endsTheSessionWhereTheSuccessorWasUsedAlready() {
        var next = users.refresh.refresh(first).result();
        assertThat(users.refresh.refresh(next.refreshToken()).succeeded()).isTrue();

        assertThat(UserFixture.failure(users.refresh.refresh(first)).code())
                .isEqualTo("refresh-token-reused");
    }

    @Test
    void refusesWhatIsNoToken() {
        assertThat(UserFixture.failure(users.refresh.refresh("made up")).code())
                .isEqualTo("unauthenticated");
    }

    @Test
    void statesTheRolesAsTheyAreNow() {
        var roles = Set.of(Role.SUPPORT);
        var granted = users.changeAccount.roles(userId, OptionalLong.empty(), roles);

        assertThat(granted.succeeded()).isTrue();
        assertThat(users.refresh.refresh(first).result().accessToken()).endsWith(" 2");
    }

    @Test
    void refusesABlockedAccount() {
        var blocked = users.changeAccount.status(userId, OptionalLong.empty(), Status.BLOCKED);

        assertThat(blocked.succeeded()).isTrue();
        assertThat(UserFixture.failure(users.refresh.refresh(first)).reason())
                .isEqualTo(Reason.UNAUTHENTICATED);
    }
}
