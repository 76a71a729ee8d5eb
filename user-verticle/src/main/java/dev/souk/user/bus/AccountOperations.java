package dev.souk.user.bus;

import dev.souk.cluster.web.Answer;
import dev.souk.cluster.web.Call;
import dev.souk.cluster.web.Operations;
import dev.souk.user.app.ChangeAccount;
import dev.souk.user.app.ChangePassword;
import dev.souk.user.app.ReadUser;
import dev.souk.user.app.RegisterUser;
import dev.souk.user.bus.Bodies.PasswordChange;
import dev.souk.user.bus.Bodies.Registration;
import dev.souk.user.bus.Bodies.UserBody;
import dev.souk.user.domain.Account;

import io.vertx.core.Future;

/** What people do with their own account. */
public final class AccountOperations {

    private final RegisterUser registerUser;
    private final ReadUser readUser;
    private final ChangeAccount changeAccount;
    private final ChangePassword changePassword;

    public AccountOperations(
            RegisterUser registerUser,
            ReadUser readUser,
            ChangeAccount changeAccount,
            ChangePassword changePassword) {
        this.registerUser = registerUser;
        this.readUser = readUser;
        this.changeAccount = changeAccount;
        this.changePassword = changePassword;
    }

    public Operations addTo(Operations operations) {
        return operations
                .on("register-user", this::register)
                .on("read-profile", this::read)
                .on("change-profile", this::change)
                .on("erase-account", this::erase)
                .on("change-password", this::changePassword);
    }

    private Future<Answer> register(Call call) {
        var wanted = call.body(Registration.class);
        return registerUser
                .register(
                        RegisterUser.Registration.customer(
                                wanted.email(), wanted.password(), wanted.name().strip()))
                .map(AccountOperations::created);
    }

    private Future<Answer> read(Call call) {
        return readUser.read(Callers.user(call)).map(AccountOperations::shown);
    }

    private Future<Answer> change(Call call) {
        var patch = call.json();
        return changeAccount
                .profile(
                        Callers.user(call),
                        call.ifMatch(),
                        profile -> ProfilePatch.apply(patch, profile))
                .map(AccountOperations::shown);
    }

    private Future<Answer> erase(Call call) {
        return changeAccount
                .erase(Callers.user(call), call.ifMatch())
                .map(done -> Answer.noContent());
    }

    private Future<Answer> changePassword(Call call) {
        var wanted = call.body(PasswordChange.class);
        return changePassword
                .change(
                        new ChangePassword.Change(
                                Callers.user(call),
                                Callers.session(call),
                                wanted.current(),
                                wanted.next(),
                                call.context().clientAddress()))
                .map(done -> Answer.noContent());
    }

    private static Answer created(Account account) {
        return Answer.created("/v1/users/" + account.id(), UserBody.of(account))
                .etag(account.version());
    }

    /** The account with its version; nobody but who asked may keep it. */
    static Answer shown(Account account) {
        return Answer.ok(UserBody.of(account))
                .etag(account.version())
                .header("cache-control", "private, no-cache");
    }
}
