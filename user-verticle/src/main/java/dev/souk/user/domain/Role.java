package dev.souk.user.domain;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What an account may do. Every account is a customer; an admin may do all that staff may. */
public enum Role {
    CUSTOMER,
    SUPPORT,
    CATALOG_MANAGER,
    ADMIN;

    /** The role's name in tokens, events and answers, as in {@code catalog-manager}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The role of that name. */
    public static Optional<Role> named(String wireName) {
        return Arrays.stream(values()).filter(role -> role.wireName().equals(wireName)).findAny();
    }

    /** The names of the roles, in the order of this enum. */
    public static List<String> wireNames(Collection<Role> roles) {
        return Arrays.stream(values()).filter(roles::contains).map(Role::wireName).toList();
    }

    /** The given roles and that of every account. */
    static Set<Role> withCustomer(Collection<Role> roles) {
        var all = EnumSet.of(CUSTOMER);
        all.addAll(roles);
        return Set.copyOf(all);
    }
}
