package dev.souk.user;

import dev.souk.cluster.web.Cursors;
import dev.souk.user.app.ChangeAccount;
import dev.souk.user.app.ChangePassword;
import dev.souk.user.app.EndSession;
import dev.souk.user.app.KeyKeeper;
import dev.souk.user.app.LogIn;
import dev.souk.user.app.MakeFirstAdmin;
import dev.souk.user.app.ReadUser;
import dev.souk.user.app.RefreshSession;
import dev.souk.user.app.RegisterUser;
import dev.souk.user.bus.AccountOperations;
import dev.souk.user.bus.SessionOperations;
import dev.souk.user.bus.StaffOperations;
import dev.souk.user.domain.PasswordRules;
import dev.souk.user.store.PgHousekeeping;
import dev.souk.user.store.PgRevocation;

import java.time.InstantSource;

/** The adapters of the service, and the use cases that stand on them. */
record UserParts(
        LogIn.Parts login,
        KeyKeeper keeper,
        PgRevocation revocation,
        PgHousekeeping housekeeping,
        PasswordRules rules,
        InstantSource clock) {

    ReadUser readUser() {
        return new ReadUser(login.accounts());
    }

    MakeFirstAdmin makeFirstAdmin() {
        return new MakeFirstAdmin(registerUser(), login.accounts());
    }

    AccountOperations accountOperations() {
        var changePassword = new ChangePassword(login, rules, revocation, clock);
        return new AccountOperations(registerUser(), readUser(), changeAccount(), changePassword);
    }

    StaffOperations staffOperations(Cursors cursors) {
        return new StaffOperations(login.accounts(), readUser(), changeAccount(), cursors);
    }

    SessionOperations sessionOperations(Cursors cursors) {
        var refresh =
                new RefreshSession(
                        login.accounts(),
                        login.sessions(),
                        login.accessTokens(),
                        login.refreshSecrets(),
                        revocation);
        var end = new EndSession(login.sessions(), revocation);
        return new SessionOperations(new LogIn(login), refresh, end, login.sessions(), cursors);
    }

    private RegisterUser registerUser() {
        return new RegisterUser(login.accounts(), login.hashing(), rules, login.ids(), clock);
    }

    private ChangeAccount changeAccount() {
        return new ChangeAccount(login.accounts(), revocation, clock);
    }
}
