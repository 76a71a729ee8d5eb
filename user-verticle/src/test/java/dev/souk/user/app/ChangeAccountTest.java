package dev.souk.user.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.contract.Reason;
import dev.souk.user.app.ChangePassword.Change;
import dev.souk.user.domain.Account;
import dev.souk.user.domain.AccountEvent;
import dev.souk.user.domain.Profile;
import dev.souk.user.domain.Role;

import org.junit.jupiter.api.Test;

import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

class ChangeAccountTest {

    private final UserFixture users = new UserFixture();
    private final Account account = users.registered();

    @Test
    void changesTheProfileOfTheExpectedVersion() {
        var changed =
                users.changeAccount
                        .profile(account.id(), OptionalLong.of(1), old -> Profile.named("Ada King"))
                        .result();

        assertThat(changed.profile().name()).isEqualTo("Ada King");
        assertThat(changed.version()).isEqualTo(2);
        assertThat(users.announcements).isZero();
    }

    @Test
    void refusesAnotherVersionAndNamesTheCurrentOne() {
        var refused =
                UserFixture.failure(
                        users.changeAccount.profile(
                                account.id(), OptionalLong.of(7), old -> Profile.named("Eve")));

        assertThat(refused.reason()).isEqualTo(Reason.STALE);
        assertThat(refused.code()).isEqualTo("stale-version");
        assertThat(refused.extensions()).containsEntry("version", 1L);
    }

    @Test
    void announcesTheSessionsThatEndWithARole() {
        grant(Set.of(Role.ADMIN));
        assertThat(users.announcements).isZero();

        grant(Set.of());

        assertThat(users.announcements).isEqualTo(1);
    }

    @Test
    void erasesAnAccountWhoseAddressIsFreeAgain() {
        assertThat(users.changeAccount.erase(account.id(), OptionalLong.empty()).succeeded())
                .isTrue();

        assertThat(users.accounts.events).endsWith(new AccountEvent.Erased());
        assertThat(users.announcements).isEqualTo(1);
        assertThat(users.registered().id()).isNotEqualTo(account.id());
    }

    @Test
    void changesThePasswordOfWhoKnowsTheCurrentOne() {
        var changed = change(UserFixture.PASSWORD, "seven drums of mulberry");

        assertThat(changed.succeeded()).isTrue();
        assertThat(users.charged).isEmpty();
        assertThat(users.logIn("seven drums of mulberry").succeeded()).isTrue();
        assertThat(users.logIn(UserFixture.PASSWORD).failed()).isTrue();
    }

    @Test
    void countsAWrongCurrentPasswordAsAFailedLogin() {
        var refused = UserFixture.failure(change("wrong", "seven drums of mulberry"));

        assertThat(refused.code()).isEqualTo("invalid-credentials");
        assertThat(users.charged).hasSize(1);
    }

    @Test
    void takesNoWeakPassword() {
        assertThat(UserFixture.failure(change(UserFixture.PASSWORD, "password12345")).code())
                .isEqualTo("weak-password");
    }

    private void grant(Set<Role> roles) {
        var granted = users.changeAccount.roles(account.id(), OptionalLong.empty(), roles);
        assertThat(granted.succeeded()).isTrue();
    }

    private io.vertx.core.Future<Void> change(String current, String next) {
        var session = new UUID(0, 1);
        return users.changePassword.change(
                new Change(account.id(), session, current, next, "192.0.2.7"));
    }
}
