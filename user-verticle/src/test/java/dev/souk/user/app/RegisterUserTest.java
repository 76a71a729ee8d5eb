package dev.souk.user.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.contract.Reason;
import dev.souk.user.app.RegisterUser.Registration;
import dev.souk.user.domain.AccountEvent;
import dev.souk.user.domain.Role;

import org.junit.jupiter.api.Test;

import java.util.Set;

class RegisterUserTest {

    private final UserFixture users = new UserFixture();

    @Test
    void makesAnAccountAndTellsSo() {
        var account = users.registered();

        assertThat(account.email().value()).isEqualTo(UserFixture.EMAIL);
        assertThat(account.roles()).containsExactly(Role.CUSTOMER);
        assertThat(users.accounts.events)
                .containsExactly(new AccountEvent.Registered(Set.of(Role.CUSTOMER)));
    }

    @Test
    void refusesAnAddressThatIsTakenInWhateverCase() {
        users.registered();
        users.hashes = 0;

        var again = users.register.register(registration("ADA@example.TEST", "another drum 77"));

        assertThat(UserFixture.failure(again).reason()).isEqualTo(Reason.CONFLICT);
        assertThat(UserFixture.failure(again).code()).isEqualTo("email-taken");
        assertThat(users.hashes).isZero();
    }

    @Test
    void refusesAWeakPasswordBeforeAnyWork() {
        var short11 = users.register.register(registration(UserFixture.EMAIL, "x8-k2-m4-q6"));
        var common = users.register.register(registration(UserFixture.EMAIL, "Password1234"));

        assertThat(UserFixture.failure(short11).code()).isEqualTo("weak-password");
        assertThat(UserFixture.failure(common).reason()).isEqualTo(Reason.REFUSED);
        assertThat(users.hashes).isZero();
    }

    @Test
    void namesTheFieldThatIsNoAddress() {
        var refused = users.register.register(registration("ada", UserFixture.PASSWORD));

        assertThat(UserFixture.failure(refused).reason()).isEqualTo(Reason.INVALID);
        assertThat(UserFixture.failure(refused).violations())
                .singleElement()
                .satisfies(wrong -> assertThat(wrong.pointer()).isEqualTo("/email"));
    }

    @Test
    void makesTheFirstAdminOnce() {
        var first = new MakeFirstAdmin(users.register, users.accounts);

        assertThat(first.make("root@example.test", "secret").result())
                .isEqualTo(MakeFirstAdmin.Outcome.MADE);
        assertThat(first.make("root@example.test", "other").result())
                .isEqualTo(MakeFirstAdmin.Outcome.PRESENT);
        assertThat(users.accounts.events)
                .containsExactly(new AccountEvent.Registered(Set.of(Role.values())));
    }

    @Test
    void makesNoAdminOfWhoRegisteredTheAddressBefore() {
        users.registered();

        var outcome =
                new MakeFirstAdmin(users.register, users.accounts)
                        .make(UserFixture.EMAIL, "secret")
                        .result();

        assertThat(outcome).isEqualTo(MakeFirstAdmin.Outcome.NOT_AN_ADMIN);
        assertThat(users.accounts.events).hasSize(1);
    }

    private static Registration registration(String email, String password) {
        return Registration.customer(email, password, "Ada");
    }
}
