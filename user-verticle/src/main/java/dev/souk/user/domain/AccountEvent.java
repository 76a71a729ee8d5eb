package dev.souk.user.domain;

import java.util.Set;

/** A fact about one account; its id and version come from the account. */
public sealed interface AccountEvent {

    /** An account was made. */
    record Registered(Set<Role> roles) implements AccountEvent {}

    /** The profile changed. */
    record ProfileChanged() implements AccountEvent {}

    /** The password changed. */
    record PasswordChanged() implements AccountEvent {}

    /** What the account may do changed. */
    record RolesChanged(Set<Role> roles) implements AccountEvent {}

    /** The account was blocked or opened again. */
    record StatusChanged(Account.Status status) implements AccountEvent {}

    /** The personal data is gone. */
    record Erased() implements AccountEvent {}
}
