package dev.souk.contract;

import java.util.Set;

/**
 * On whose behalf a request runs.
 *
 * @param subject the user's id, or {@code service:<name>} for a service
 * @param session the id of the session whose token was shown; empty for a service
 * @param roles the roles of the user as the token states them
 */
public record Principal(String subject, String session, Set<String> roles) {

    /** Nobody in particular: a request without a token. */
    public static final Principal ANONYMOUS = new Principal("", "", Set.of());

    public Principal {
        roles = Set.copyOf(roles);
    }

    public boolean isAnonymous() {
        return subject.isEmpty();
    }

    /** Whether the user has any of the roles; an {@code admin} has every role. */
    public boolean hasAny(Set<String> wanted) {
        return roles.contains("admin") || roles.stream().anyMatch(wanted::contains);
    }
}
