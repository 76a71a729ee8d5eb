package dev.souk.user.stream;

import dev.souk.contract.Event;
import dev.souk.contract.Ids;
import dev.souk.user.api.UserEvents;
import dev.souk.user.api.UserEvents.UserErased;
import dev.souk.user.api.UserEvents.UserPasswordChanged;
import dev.souk.user.api.UserEvents.UserProfileChanged;
import dev.souk.user.api.UserEvents.UserRegistered;
import dev.souk.user.api.UserEvents.UserRolesChanged;
import dev.souk.user.api.UserEvents.UserStatusChanged;
import dev.souk.user.domain.AccountEvent;
import dev.souk.user.domain.Role;

import java.time.InstantSource;
import java.util.Locale;
import java.util.UUID;

/** Makes a contract's event of each of the domain's. */
public final class AccountEvents {

    private static final int SCHEMA = 1;

    private final Ids ids;
    private final InstantSource clock;

    public AccountEvents(Ids ids, InstantSource clock) {
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * The event for other services.
     *
     * @param version of the account after it
     */
    public Event<?> of(UUID userId, long version, AccountEvent event) {
        return switch (event) {
            case AccountEvent.Registered(var roles) ->
                    event(
                            UserEvents.REGISTERED,
                            userId,
                            version,
                            new UserRegistered(userId, Role.wireNames(roles)));
            case AccountEvent.ProfileChanged() ->
                    event(
                            UserEvents.PROFILE_CHANGED,
                            userId,
                            version,
                            new UserProfileChanged(userId));
            case AccountEvent.PasswordChanged() ->
                    event(
                            UserEvents.PASSWORD_CHANGED,
                            userId,
                            version,
                            new UserPasswordChanged(userId));
            case AccountEvent.RolesChanged(var roles) ->
                    event(
                            UserEvents.ROLES_CHANGED,
                            userId,
                            version,
                            new UserRolesChanged(userId, Role.wireNames(roles)));
            case AccountEvent.StatusChanged(var status) ->
                    event(
                            UserEvents.STATUS_CHANGED,
                            userId,
                            version,
                            new UserStatusChanged(userId, status.name().toLowerCase(Locale.ROOT)));
            case AccountEvent.Erased() ->
                    event(UserEvents.ERASED, userId, version, new UserErased(userId));
        };
    }

    private <T> Event<T> event(String type, UUID userId, long version, T data) {
        return new Event<>(
                ids.next(), type, SCHEMA, userId.toString(), version, clock.instant(), data);
    }
}
