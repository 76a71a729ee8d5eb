package dev.souk.user.store;

import dev.souk.cluster.json.Json;
import dev.souk.user.domain.Account;
import dev.souk.user.domain.Account.Status;
import dev.souk.user.domain.Address;
import dev.souk.user.domain.Email;
import dev.souk.user.domain.Profile;
import dev.souk.user.domain.Role;

import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Accounts as rows, and back. Times are stored in UTC. */
final class AccountRows {

    /** The columns that {@link #account} reads. */
    static final String COLUMNS =
            "u.id, u.email, u.name, u.phone, u.addresses::text AS addresses, u.password_hash,"
                    + " u.roles, u.status, u.locale, u.version, u.created_at, u.updated_at";

    private AccountRows() {}

    static Account account(Row row) {
        return new Account(
                row.getUUID("id"),
                new Email(row.getString("email")),
                profile(row),
                row.getString("password_hash"),
                roles(row.getArrayOfStrings("roles")),
                status(row.getString("status")),
                row.getString("locale"),
                row.getLong("version"),
                Times.instant(row, "created_at"),
                Times.instant(row, "updated_at"));
    }

    static Optional<Account> first(RowSet<Row> rows) {
        var iterator = rows.iterator();
        return iterator.hasNext() ? Optional.of(account(iterator.next())) : Optional.empty();
    }

    static List<Account> all(RowSet<Row> rows) {
        var accounts = new ArrayList<Account>(rows.size());
        rows.forEach(row -> accounts.add(account(row)));
        return accounts;
    }

    /** All columns in the order of the table. */
    static Tuple tuple(Account account) {
        var profile = account.profile();
        return Tuple.tuple()
                .addUUID(account.id())
                .addString(account.email().value())
                .addString(profile.name())
                .addValue(profile.phone())
                .addString(Json.encode(profile.addresses()).toString())
                .addString(account.passwordHash())
                .addArrayOfString(Role.wireNames(account.roles()).toArray(String[]::new))
                .addString(account.status().name().toLowerCase(Locale.ROOT))
                .addString(account.locale())
                .addLong(account.version())
                .addOffsetDateTime(Times.utc(account.createdAt()))
                .addOffsetDateTime(Times.utc(account.updatedAt()));
    }

    private static Profile profile(Row row) {
        var addresses = Json.decode(Buffer.buffer(row.getString("addresses")), Address[].class);
        return new Profile(row.getString("name"), row.getString("phone"), List.of(addresses));
    }

    /**
     * A role that a newer version knows is left out here, and stays in the row unless it is set.
     */
    private static Set<Role> roles(String[] names) {
        return Arrays.stream(names)
                .map(Role::named)
                .flatMap(Optional::stream)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Status status(String name) {
        return Status.valueOf(name.toUpperCase(Locale.ROOT));
    }
}
