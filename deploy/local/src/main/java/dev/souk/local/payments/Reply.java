package dev.souk.local.payments;

import dev.souk.contract.ServiceFailure;

/** What the provider says to a request. */
sealed interface Reply {

    /** The operation as it stands. */
    record Of(Operation operation) implements Reply {}

    /** The request can't be taken; nothing was booked. */
    record Refused(ServiceFailure failure) implements Reply {}

    /** A fault on purpose; nothing was booked. */
    record Fault() implements Reply {}

    /** Nothing, on purpose. */
    record Silence() implements Reply {}
}
