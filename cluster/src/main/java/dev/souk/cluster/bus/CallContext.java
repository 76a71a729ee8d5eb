package dev.souk.cluster.bus;

import dev.souk.contract.Principal;

import java.time.Duration;
import java.util.Optional;

/**
 * What travels with every call besides its body.
 *
 * @param principal on whose behalf it runs
 * @param deadline until when an answer is of use
 * @param priority how late it may be shed
 * @param clientAddress the address of the client at the door; empty within the cluster
 * @param requestId the request's id at the door; empty where there was none
 * @param callerService the service that called and proved itself; empty at the door
 */
public record CallContext(
        Principal principal,
        Deadline deadline,
        Priority priority,
        String clientAddress,
        String requestId,
        Optional<String> callerService) {

    /** The context of work that no user asked for. */
    public static CallContext system(Duration left) {
        return of(Principal.ANONYMOUS, Deadline.in(left));
    }

    /** The context of work on behalf of that principal, of normal priority. */
    public static CallContext of(Principal principal, Deadline deadline) {
        return new CallContext(principal, deadline, Priority.NORMAL, "", "", Optional.empty());
    }

    public CallContext withDeadline(Deadline other) {
        return new CallContext(principal, other, priority, clientAddress, requestId, callerService);
    }

    public CallContext withPriority(Priority other) {
        return new CallContext(principal, deadline, other, clientAddress, requestId, callerService);
    }

    public CallContext withPrincipal(Principal other) {
        return new CallContext(other, deadline, priority, clientAddress, requestId, callerService);
    }
}
