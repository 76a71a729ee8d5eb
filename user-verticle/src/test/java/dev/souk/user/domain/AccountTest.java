package dev.souk.user.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.user.domain.Account.Status;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

class AccountTest {

    private static final UUID ID = UUID.fromString("0199d3a0-7c2e-7a51-9b1e-4f0c2d6a8e11");
    private static final UUID SESSION = UUID.fromString("0199d3a0-7c2e-7a51-9b1e-4f0c2d6a8e12");
    private static final Instant THEN = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant NOW = THEN.plusSeconds(60);

    @Test
    void beginsAsAnActiveCustomerAtVersionOne() {
        var decision = register(Set.of());

        assertThat(decision.next().version()).isEqualTo(1);
        assertThat(decision.next().isActive()).isTrue();
        assertThat(decision.next().roles()).containsExactly(Role.CUSTOMER);
        assertThat(decision.event()).isEqualTo(new AccountEvent.Registered(Set.of(Role.CUSTOMER)));
        assertThat(decision.ending()).isEqualTo(Ending.NONE);
    }

    @Test
    void changesItsProfile() {
        var profile = new Profile("Ada King", "+44 20 7946 0000", List.of());

        var decision = changed(account().withProfile(profile, NOW));

        assertThat(decision.next().profile()).isEqualTo(profile);
        assertThat(decision.next().version()).isEqualTo(2);
        assertThat(decision.next().createdAt()).isEqualTo(THEN);
        assertThat(decision.next().updatedAt()).isEqualTo(NOW);
        assertThat(decision.ending()).isEqualTo(Ending.NONE);
    }

    @Test
    void tellsNothingWhereNothingChanges() {
        var account = account();

        assertThat(account.withProfile(account.profile(), NOW))
                .isEqualTo(new Decision.Unchanged(account));
        assertThat(account.withRoles(List.of(), NOW)).isEqualTo(new Decision.Unchanged(account));
        assertThat(account.withStatus(Status.ACTIVE, NOW))
                .isEqualTo(new Decision.Unchanged(account));
    }

    @Test
    void endsEveryOtherSessionWithThePassword() {
        var decision = changed(account().withPassword("other", SESSION, NOW));

        assertThat(decision.next().passwordHash()).isEqualTo("other");
        assertThat(decision.ending()).isEqualTo(Ending.allBut(SESSION));
    }

    @Test
    void keepsSessionsWhenARoleIsGranted() {
        var decision = changed(account().withRoles(List.of(Role.SUPPORT), NOW));

        assertThat(decision.next().roles()).containsExactlyInAnyOrder(Role.CUSTOMER, Role.SUPPORT);
        assertThat(decision.ending()).isEqualTo(Ending.NONE);
    }

    @Test
    void endsSessionsWhenARoleIsTakenAway() {
        var admin = register(Set.of(Role.ADMIN)).next();

        assertThat(changed(admin.withRoles(List.of(Role.SUPPORT), NOW)).ending())
                .isEqualTo(Ending.ALL);
    }

    @Test
    void endsSessionsWhenItIsBlockedAndNotWhenItIsOpened() {
        var blocked = changed(account().withStatus(Status.BLOCKED, NOW));

        assertThat(blocked.next().isActive()).isFalse();
        assertThat(blocked.ending()).isEqualTo(Ending.ALL);
        assertThat(changed(blocked.next().withStatus(Status.ACTIVE, NOW)).ending())
                .isEqualTo(Ending.NONE);
    }

    @Test
    void endsWithAFactOfItsOwn() {
        assertThat(account().erase())
                .isEqualTo(new Decision.Erased(ID, 2, new AccountEvent.Erased()));
    }

    @Property
    void isAlwaysACustomer(@ForAll Set<Role> roles) {
        assertThat(register(roles).next().roles()).contains(Role.CUSTOMER).containsAll(roles);
    }

    @Property
    void namesItsRolesAsItReadsThem(@ForAll Role role) {
        assertThat(Role.named(role.wireName())).contains(role);
    }

    @Test
    void isNotPrinted() {
        assertThat(account().toString() + account().profile()).doesNotContain("Ada", "hash");
    }

    private static Account account() {
        return register(Set.of()).next();
    }

    private static Decision.Changed register(Set<Role> roles) {
        var email = new Email("ada@example.test");
        var decision = Account.register(ID, email, Profile.named("Ada"), "hash", roles, THEN);
        return decision;
    }

    private static Decision.Changed changed(Decision decision) {
        assertThat(decision).isInstanceOf(Decision.Changed.class);
        return (Decision.Changed) decision;
    }
}
