package dev.souk.cluster.node;

import dev.souk.cluster.bus.BusClient;
import dev.souk.cluster.discovery.ClusterDirectory;
import dev.souk.cluster.health.Health;
import dev.souk.cluster.resilience.Breakers;
import dev.souk.cluster.telemetry.Telemetry;
import dev.souk.contract.Ids;

import io.vertx.core.Vertx;

/**
 * What the services of a node share in one of its lives.
 *
 * @param nodeId its id in the cluster
 * @param port the management server's
 */
record NodeParts(
        NodePlan plan,
        Vertx vertx,
        String nodeId,
        int port,
        Ids ids,
        Health health,
        Telemetry telemetry,
        Identities identities,
        ClusterDirectory directory,
        Breakers breakers,
        BusClient client,
        ManagementServer management) {}
