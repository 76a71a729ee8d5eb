package dev.souk.loadtest;

import static io.gatling.javaapi.core.CoreDsl.details;
import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;

import dev.souk.loadtest.journey.Journeys;
import dev.souk.loadtest.load.LoadProfile;
import dev.souk.loadtest.request.OrderRequests;

import io.gatling.javaapi.core.Simulation;

/**
 * Shoppers register, log in, look around, and order now and then. Nothing may fail, and an order is
 * quick.
 */
public final class BrowseLoginOrderSimulation extends Simulation {

    public BrowseLoginOrderSimulation() {
        var target = Target.ofSystemProperties();
        var protocol =
                http.baseUrl(target.url())
                        .acceptHeader("application/json")
                        .contentTypeHeader("application/json")
                        .userAgentHeader("souk-loadtest")
                        .disableCaching()
                        .shareConnections();
        var shoppers = scenario("shoppers").exec(Journeys.shop(target.duration()));
        setUp(shoppers.injectOpen(LoadProfile.named(target.profile()).arrivals(target.shoppers())))
                .protocols(protocol)
                .maxDuration(target.duration().plusMinutes(2))
                .assertions(
                        global().failedRequests().count().is(0L),
                        details(OrderRequests.PLACE)
                                .responseTime()
                                .percentile(95.0)
                                .lt(target.p95Millis()));
    }
}
