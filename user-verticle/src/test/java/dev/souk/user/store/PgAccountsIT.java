package dev.souk.user.store;

import static dev.souk.user.store.StoreFixture.await;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.contract.Reason;
import dev.souk.contract.ServiceFailure;
import dev.souk.user.app.Accounts;
import dev.souk.user.domain.Account;
import dev.souk.user.domain.Account.Status;
import dev.souk.user.domain.AccountEvent;
import dev.souk.user.domain.Address;
import dev.souk.user.domain.Email;
import dev.souk.user.domain.Profile;
import dev.souk.user.domain.Role;
import dev.souk.user.store.AccountFacts.Fact;

import io.vertx.core.Future;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PgAccountsIT {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @SuppressWarnings("NullAway.Init")
    private StoreFixture users;

    @BeforeAll
    void open() {
        users = new StoreFixture();
    }

    @AfterAll
    void close() {
        users.close();
    }

    @Test
    void findsWhatItStored() {
        var account = users.registered("found@example.test");

        assertThat(await(users.accounts.find(account.id())))
                .hasValueSatisfying(
                        found -> {
                            assertThat(found.email()).isEqualTo(account.email());
                            assertThat(found.profile()).isEqualTo(account.profile());
                            assertThat(found.passwordHash()).isEqualTo("hash");
                            assertThat(found.roles()).containsExactly(Role.CUSTOMER);
                            assertThat(found.version()).isEqualTo(1);
                        });
        assertThat(await(users.accounts.findByEmail(new Email("FOUND@Example.test"))))
                .map(Account::id)
                .contains(account.id());
        assertThat(await(users.accounts.find(UUID.randomUUID()))).isEmpty();
    }

    @Test
    void givesAnAddressToOneOfMany() {
        var attempts =
                IntStream.range(0, 8)
                        .mapToObj(i -> users.registration("Race@example.test"))
                        .map(users.accounts::register)
                        .toList();

        assertThat(await(Future.all(attempts)).succeeded()).isTrue();

        assertThat(attempts.stream().filter(Future::result)).hasSize(1);
        assertThat(users.facts.stream().filter(fact -> fact.version() == 1).map(Fact::userId))
                .doesNotHaveDuplicates();
    }

    @Test
    void keepsTheWholeProfile() {
        var account = users.registered("profile@example.test");
        var address = new Address("Ada", "12 St James's Square", null, "London", "SW1", "GB");
        var profile = new Profile("Ada King", "+44 20", List.of(address, address));

        await(users.accounts.change(account.id(), found -> found.withProfile(profile, NOW)));

        assertThat(await(users.accounts.find(account.id())))
                .hasValueSatisfying(
                        found -> {
                            assertThat(found.profile()).isEqualTo(profile);
                            assertThat(found.version()).isEqualTo(2);
                            assertThat(found.updatedAt()).isEqualTo(NOW);
                        });
        assertThat(users.facts)
                .contains(new Fact(account.id(), 2, new AccountEvent.ProfileChanged()));
    }

    @Test
    void leavesEverythingAsItWasWhereTheDecisionRefuses() {
        var account = users.registered("refused@example.test");
        var refusal = ServiceFailure.of(Reason.STALE, "another version");

        assertThatThrownBy(
                        () ->
                                await(
                                        users.accounts.change(
                                                account.id(),
                                                found -> {
                                                    throw refusal;
                                                })))
                .isSameAs(refusal);
        assertThat(await(users.accounts.find(account.id())).orElseThrow().version()).isEqualTo(1);
    }

    @Test
    void changesOneVersionAfterTheOther() {
        var account = users.registered("turns@example.test");
        var changes =
                IntStream.range(0, 10)
                        .mapToObj(
                                i ->
                                        users.accounts.change(
                                                account.id(),
                                                found ->
                                                        found.withProfile(
                                                                Profile.named("Ada " + i), NOW)))
                        .toList();

        assertThat(await(Future.all(changes)).succeeded()).isTrue();

        assertThat(await(users.accounts.find(account.id())).orElseThrow().version()).isEqualTo(11);
        assertThat(users.facts.stream().filter(fact -> fact.userId().equals(account.id())))
                .extracting(Fact::version)
                .containsExactlyInAnyOrder(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L);
    }

    @Test
    void erasesEverythingPersonal() {
        var account = users.registered("gone@example.test");

        await(users.accounts.change(account.id(), Account::erase));

        assertThat(await(users.accounts.find(account.id()))).isEmpty();
        assertThat(await(users.accounts.findByEmail(account.email()))).isEmpty();
        var row =
                users.sql(
                        "SELECT to_jsonb(u)::text AS row FROM users u WHERE id = $1", account.id());
        assertThat(row.iterator().next().getString("row"))
                .doesNotContain("gone@", "Ada", "\"hash\"");
        assertThat(await(users.accounts.register(users.registration("gone@example.test"))))
                .isTrue();
    }

    @Test
    void listsTheNewestFirstAndFilters() {
        var one = users.registered("list-1@example.test");
        var two = users.registered("list-2@example.test");
        await(users.accounts.change(two.id(), found -> found.withRoles(Set.of(Role.SUPPORT), NOW)));

        assertThat(list(new Accounts.Query(null, null, null, 2)).getFirst())
                .isIn(one.id(), two.id());
        assertThat(list(new Accounts.Query(null, Role.SUPPORT, null, 9))).containsExactly(two.id());
        assertThat(list(new Accounts.Query(one.email(), null, null, 9))).containsExactly(one.id());
        assertThat(list(new Accounts.Query(null, null, two.id(), 1))).containsExactly(one.id());
        assertThat(list(new Accounts.Query(one.email(), Role.SUPPORT, null, 9))).isEmpty();
    }

    @Test
    void keepsABlockedAccountsState() {
        var account = users.registered("blocked@example.test");

        await(users.accounts.change(account.id(), found -> found.withStatus(Status.BLOCKED, NOW)));

        assertThat(await(users.accounts.find(account.id())).orElseThrow().isActive()).isFalse();
    }

    private List<UUID> list(Accounts.Query query) {
        return await(users.accounts.list(query)).stream().map(Account::id).toList();
    }
}
