package dev.souk.notify.api;

/** What others may know of the notify service: its name. It offers no endpoint and no event. */
public final class NotifyApi {

    /** The service's name on the bus and in the directory. */
    public static final String SERVICE = "notify";

    private NotifyApi() {}
}
