package dev.souk.user.bus;

import dev.souk.cluster.web.Answer;
import dev.souk.cluster.web.Call;
import dev.souk.cluster.web.Cursors;
import dev.souk.cluster.web.Operations;
import dev.souk.user.app.Accounts;
import dev.souk.user.app.ChangeAccount;
import dev.souk.user.app.ReadUser;
import dev.souk.user.bus.Bodies.RoleAssignment;
import dev.souk.user.bus.Bodies.StatusChange;
import dev.souk.user.bus.Bodies.UserBody;
import dev.souk.user.domain.Account;
import dev.souk.user.domain.Email;
import dev.souk.user.domain.Role;

import io.vertx.core.Future;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What staff do with other people's accounts. */
public final class StaffOperations {

    private final Accounts accounts;
    private final ReadUser readUser;
    private final ChangeAccount changeAccount;
    private final Cursors cursors;

    public StaffOperations(
            Accounts accounts, ReadUser readUser, ChangeAccount changeAccount, Cursors cursors) {
        this.accounts = accounts;
        this.readUser = readUser;
        this.changeAccount = changeAccount;
        this.cursors = cursors;
    }

    public Operations addTo(Operations operations) {
        return operations
                .on("list-users", this::list)
                .on("read-user", this::read)
                .on("assign-roles", this::assignRoles)
                .on("change-status", this::changeStatus);
    }

    private Future<Answer> list(Call call) {
        var filter =
                "users:" + call.query("email").orElse("") + ":" + call.query("role").orElse("");
        return find(call, filter)
                .map(found -> found.stream().map(UserBody::of).toList())
                .map(
                        rows ->
                                Answer.page(
                                        call,
                                        rows,
                                        row -> Keyset.after(cursors, filter, row.id())));
    }

    /** An e-mail address that is none belongs to nobody. */
    private Future<List<Account>> find(Call call, String filter) {
        var before = Keyset.before(cursors, filter, call);
        var wanted = call.query("email");
        var email = wanted.flatMap(Email::parse);
        if (wanted.isPresent() && email.isEmpty()) {
            return Future.succeededFuture(List.of());
        }
        return accounts.list(
                new Accounts.Query(
                        email.orElse(null),
                        call.query("role").flatMap(Role::named).orElse(null),
                        before.orElse(null),
                        call.limit() + 1));
    }

    private Future<Answer> read(Call call) {
        return readUser.read(call.pathId("id")).map(AccountOperations::shown);
    }

    private Future<Answer> assignRoles(Call call) {
        var roles = roles(call.body(RoleAssignment.class).roles());
        return changeAccount
                .roles(call.pathId("id"), call.ifMatch(), roles)
                .map(AccountOperations::shown);
    }

    private Future<Answer> changeStatus(Call call) {
        var name = call.body(StatusChange.class).status();
        var status = Account.Status.valueOf(name.toUpperCase(Locale.ROOT));
        return changeAccount
                .status(call.pathId("id"), call.ifMatch(), status)
                .map(AccountOperations::shown);
    }

    private static Set<Role> roles(List<String> names) {
        return names.stream()
                .map(Role::named)
                .flatMap(Optional::stream)
                .collect(Collectors.toUnmodifiableSet());
    }
}
