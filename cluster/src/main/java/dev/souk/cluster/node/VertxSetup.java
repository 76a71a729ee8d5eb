package dev.souk.cluster.node;

import dev.souk.cluster.config.Settings;
import dev.souk.cluster.telemetry.Meters;

import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.tracing.opentelemetry.OpenTelemetryOptions;

import java.nio.file.Path;

/** How Vert.x is run: natively, on few threads, its bus on one named interface. */
final class VertxSetup {

    private static final int CONNECT_MILLIS = 1_000;
    private static final int UNACKNOWLEDGED_MILLIS = 10_000;
    private static final long PING_MILLIS = 5_000;
    private static final int WORKERS = 10;
    private static final int INTERNAL_WORKERS = 8;

    private VertxSetup() {}

    static VertxOptions of(Settings settings, Path cacheFolder) {
        var host = settings.get(NodeConfig.CLUSTER_HOST);
        return new VertxOptions()
                .setPreferNativeTransport(true)
                .setEventLoopPoolSize(Math.max(2, Runtime.getRuntime().availableProcessors()))
                .setWorkerPoolSize(WORKERS)
                .setInternalBlockingPoolSize(INTERNAL_WORKERS)
                .setEventBusOptions(bus(host, settings.get(NodeConfig.BUS_PORT)))
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCacheDir(cacheFolder.toString()))
                .setMetricsOptions(Meters.ofVertx())
                .setTracingOptions(new OpenTelemetryOptions());
    }

    private static EventBusOptions bus(String host, int port) {
        var options = new EventBusOptions();
        options.setHost(host).setPort(port).setClusterPublicHost(host);
        options.setConnectTimeout(CONNECT_MILLIS).setReconnectAttempts(0);
        options.setClusterPingInterval(PING_MILLIS).setClusterPingReplyInterval(PING_MILLIS);
        options.setTcpNoDelay(true).setTcpKeepAlive(true).setTcpUserTimeout(UNACKNOWLEDGED_MILLIS);
        return options;
    }
}
