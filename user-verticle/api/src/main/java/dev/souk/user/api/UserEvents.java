package dev.souk.user.api;

import dev.souk.contract.Topic;

import java.util.List;
import java.util.UUID;

/**
 * The facts about accounts on the topic {@code souk.user}, keyed by the user's id.
 *
 * <p>None carries personal data: who needs a name or an address asks for it, and gets none once the
 * account is erased.
 */
public final class UserEvents {

    public static final Topic TOPIC = Topic.keptByTime("souk.user");

    public static final String REGISTERED = "user.registered";
    public static final String PROFILE_CHANGED = "user.profile-changed";
    public static final String PASSWORD_CHANGED = "user.password-changed";
    public static final String ROLES_CHANGED = "user.roles-changed";
    public static final String STATUS_CHANGED = "user.status-changed";
    public static final String ERASED = "user.erased";

    private UserEvents() {}

    /**
     * An account was made.
     *
     * @param roles what the account may do, sorted
     */
    public record UserRegistered(UUID userId, List<String> roles) {
        public UserRegistered {
            roles = List.copyOf(roles);
        }
    }

    /** The name, phone number or addresses changed; what they are now must be asked for. */
    public record UserProfileChanged(UUID userId) {}

    /** The password changed, and every session but the one that changed it ended. */
    public record UserPasswordChanged(UUID userId) {}

    /**
     * What the account may do changed.
     *
     * @param roles the roles from now on, sorted
     */
    public record UserRolesChanged(UUID userId, List<String> roles) {
        public UserRolesChanged {
            roles = List.copyOf(roles);
        }
    }

    /**
     * The account was blocked, or opened again.
     *
     * @param status {@code active} or {@code blocked}
     */
    public record UserStatusChanged(UUID userId, String status) {}

    /** The personal data is gone; what others derived from it must go too. The last fact. */
    public record UserErased(UUID userId) {}
}
