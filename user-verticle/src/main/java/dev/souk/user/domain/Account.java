package dev.souk.user.domain;

import dev.souk.user.domain.AccountEvent.PasswordChanged;
import dev.souk.user.domain.AccountEvent.ProfileChanged;
import dev.souk.user.domain.AccountEvent.Registered;
import dev.souk.user.domain.AccountEvent.RolesChanged;
import dev.souk.user.domain.AccountEvent.StatusChanged;

import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;

/**
 * A person known to the shop. Each change is one event and raises the version by one, so that an
 * account's events have its versions without gap.
 *
 * @param passwordHash the encoded hash, as in {@code $argon2id$v=19$…}
 * @param locale a BCP 47 language tag
 * @param version from 1
 */
public record Account(
        UUID id,
        Email email,
        Profile profile,
        String passwordHash,
        Set<Role> roles,
        Status status,
        String locale,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    /** Whether the account may be used. */
    public enum Status {
        ACTIVE,
        BLOCKED
    }

    public Account {
        roles = Role.withCustomer(roles);
    }

    /** A new account. */
    public static Decision.Changed register(
            UUID id,
            Email email,
            Profile profile,
            String passwordHash,
            Set<Role> roles,
            Instant now) {
        var account =
                new Account(
                        id, email, profile, passwordHash, roles, Status.ACTIVE, "en", 1, now, now);
        return new Decision.Changed(account, new Registered(account.roles()), Ending.NONE);
    }

    public boolean isActive() {
        return status == Status.ACTIVE;
    }

    /** The account with another profile; unchanged where it says the same. */
    public Decision withProfile(Profile next, Instant now) {
        if (next.equals(profile)) {
            return new Decision.Unchanged(this);
        }
        var account =
                new Account(
                        id,
                        email,
                        next,
                        passwordHash,
                        roles,
                        status,
                        locale,
                        version + 1,
                        createdAt,
                        now);
        return new Decision.Changed(account, new ProfileChanged(), Ending.NONE);
    }

    /**
     * The account with another password. Every session ends but the one that asked for it: who had
     * learnt the old password is out.
     */
    public Decision withPassword(String hash, UUID keptSession, Instant now) {
        var account =
                new Account(
                        id,
                        email,
                        profile,
                        hash,
                        roles,
                        status,
                        locale,
                        version + 1,
                        createdAt,
                        now);
        return new Decision.Changed(account, new PasswordChanged(), Ending.allBut(keptSession));
    }

    /**
     * The account with other roles; that of a customer stays. Where a role is taken away every
     * session ends, since their tokens still state it.
     */
    public Decision withRoles(Collection<Role> wanted, Instant now) {
        var next = Role.withCustomer(wanted);
        if (next.equals(roles)) {
            return new Decision.Unchanged(this);
        }
        var account =
                new Account(
                        id,
                        email,
                        profile,
                        passwordHash,
                        next,
                        status,
                        locale,
                        version + 1,
                        createdAt,
                        now);
        var ending = next.containsAll(roles) ? Ending.NONE : Ending.ALL;
        return new Decision.Changed(account, new RolesChanged(next), ending);
    }

    /** The account blocked, which ends every session, or opened again. */
    public Decision withStatus(Status next, Instant now) {
        if (next == status) {
            return new Decision.Unchanged(this);
        }
        var account =
                new Account(
                        id,
                        email,
                        profile,
                        passwordHash,
                        roles,
                        next,
                        locale,
                        version + 1,
                        createdAt,
                        now);
        var ending = next == Status.BLOCKED ? Ending.ALL : Ending.NONE;
        return new Decision.Changed(account, new StatusChanged(next), ending);
    }

    /** The end of the account: its personal data goes, and with it every session. */
    public Decision erase() {
        return new Decision.Erased(id, version + 1, new AccountEvent.Erased());
    }

    @Override
    public String toString() {
        return "Account[" + id + ", version " + version + "]";
    }
}
