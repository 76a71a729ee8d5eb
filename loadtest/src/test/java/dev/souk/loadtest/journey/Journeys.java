package dev.souk.loadtest.journey;

import static io.gatling.javaapi.core.CoreDsl.during;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.exitHereIfFailed;
import static io.gatling.javaapi.core.CoreDsl.percent;
import static io.gatling.javaapi.core.CoreDsl.randomSwitch;

import dev.souk.loadtest.request.CatalogRequests;
import dev.souk.loadtest.request.OrderRequests;
import dev.souk.loadtest.request.UserRequests;

import io.gatling.javaapi.core.ChainBuilder;

import java.time.Duration;
import java.util.UUID;

/** What a shopper does, from the door to the receipt. */
public final class Journeys {

    private static final Duration THINKING = Duration.ofMillis(100);
    private static final Duration THINKING_LONGER = Duration.ofMillis(400);

    private Journeys() {}

    /** Becomes a customer, then looks around for the given time and orders every fifth time. */
    public static ChainBuilder shop(Duration duration) {
        return exec(becomeCustomer(), exitHereIfFailed(), browse(), exitHereIfFailed())
                .exec(
                        during(duration)
                                .on(
                                        randomSwitch()
                                                .on(
                                                        percent(80.0).then(browse()),
                                                        percent(20.0).then(buy())),
                                        exec(session -> session).pause(THINKING, THINKING_LONGER)));
    }

    private static ChainBuilder becomeCustomer() {
        return exec(session -> session.set("email", "load-" + UUID.randomUUID() + "@souk.test"))
                .exec(UserRequests.register(), UserRequests.logIn());
    }

    private static ChainBuilder browse() {
        return exec(CatalogRequests.list(), CatalogRequests.look(), CatalogRequests.search());
    }

    private static ChainBuilder buy() {
        return exec(session -> session.set("key", UUID.randomUUID().toString()))
                .exec(OrderRequests.place(), OrderRequests.read());
    }
}
