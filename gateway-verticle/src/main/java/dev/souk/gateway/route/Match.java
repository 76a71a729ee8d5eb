package dev.souk.gateway.route;

import java.util.Map;
import java.util.Set;

/** What a table knows of a method and a path. */
public sealed interface Match {

    /**
     * There is such an operation.
     *
     * @param path the decoded values of the path's parameters
     */
    record Found(Route route, Map<String, String> path) implements Match {}

    /**
     * The path is there, the method is not.
     *
     * @param allowed the methods that are
     */
    record WrongMethod(Set<String> allowed) implements Match {
        public WrongMethod {
            allowed = Set.copyOf(allowed);
        }
    }

    /** Nobody has such a path. */
    record Unknown() implements Match {}
}
