package dev.souk.cluster.web;

import com.fasterxml.jackson.databind.JsonNode;

import dev.souk.contract.Principal;

import java.util.LinkedHashSet;
import java.util.Set;

/** Who may use an operation: the fragment's {@code x-access}. */
public sealed interface Access {

    /** Whether the principal may. */
    boolean admits(Principal principal);

    /** Whether nobody needs to sign in. */
    default boolean isOpen() {
        return this instanceof Anyone;
    }

    /** With or without a token. */
    record Anyone() implements Access {
        @Override
        public boolean admits(Principal principal) {
            return true;
        }
    }

    /** Whoever is signed in. */
    record SignedIn() implements Access {
        @Override
        public boolean admits(Principal principal) {
            return !principal.isAnonymous();
        }
    }

    /** Whoever has one of the roles; an admin has each. */
    record Roles(Set<String> roles) implements Access {
        public Roles {
            roles = Set.copyOf(roles);
        }

        @Override
        public boolean admits(Principal principal) {
            return !principal.isAnonymous() && principal.hasAny(roles);
        }
    }

    /**
     * Reads {@code anyone}, {@code user}, or a list of roles.
     *
     * @throws IllegalArgumentException if it is none of them
     */
    static Access of(JsonNode node) {
        if (node.isArray() && !node.isEmpty()) {
            var roles = new LinkedHashSet<String>();
            node.forEach(role -> roles.add(role.asText()));
            return new Roles(roles);
        }
        return switch (node.asText()) {
            case "anyone" -> new Anyone();
            case "user" -> new SignedIn();
            default ->
                    throw new IllegalArgumentException(
                            "x-access is anyone, user or a list of roles");
        };
    }
}
