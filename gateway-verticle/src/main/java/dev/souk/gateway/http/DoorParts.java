package dev.souk.gateway.http;

import dev.souk.cluster.bus.ServiceClient;
import dev.souk.cluster.discovery.Directory;
import dev.souk.cluster.security.ServiceTokens;
import dev.souk.cluster.telemetry.Telemetry;
import dev.souk.gateway.quota.Quotas;
import dev.souk.gateway.route.RouteBook;
import dev.souk.gateway.token.Authentication;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;

import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * What all doors of a gateway share.
 *
 * @param own makes the router of the door's own pages, one for each event loop
 */
public record DoorParts(
        RouteBook routes,
        Authentication authentication,
        Quotas quotas,
        WaitingRoom waitingRoom,
        ServiceClient services,
        Directory directory,
        ServiceTokens identity,
        Telemetry telemetry,
        RandomGenerator random,
        Function<Vertx, Router> own) {}
