package dev.souk.user.api;

import dev.souk.contract.Endpoint;

/** The operations of the user service that other services may call over the bus. */
public final class UserApi {

    /** The service's name. */
    public static final String SERVICE = "user";

    /**
     * How to reach a user now. An account that was erased, or never was, is {@code not-found}:
     * there is nobody to write to.
     */
    public static final Endpoint<FindContact, Contact> FIND_CONTACT =
            Endpoint.query(SERVICE, "find-contact", FindContact.class, Contact.class)
                    .callableBy("notify");

    private UserApi() {}
}
