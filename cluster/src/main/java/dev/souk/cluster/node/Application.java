package dev.souk.cluster.node;

import io.vertx.core.Deployable;
import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import io.vertx.launcher.application.HookContext;
import io.vertx.launcher.application.VertxApplication;
import io.vertx.launcher.application.VertxApplicationHooks;

import org.jspecify.annotations.Nullable;

import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The one place that knows {@code VertxApplication}: it builds a clustered Vert.x and deploys one
 * verticle in it. It reads no arguments of its own and never ends the process.
 */
final class Application extends VertxApplication implements VertxApplicationHooks {

    private static final String[] CLUSTERED = {"-cluster"};

    private final VertxOptions options;
    private final Function<VertxBuilder, VertxBuilder> parts;
    private final Supplier<? extends Deployable> root;
    private volatile @Nullable Vertx vertx;
    private volatile @Nullable Throwable failure;

    private Application(
            VertxOptions options,
            Function<VertxBuilder, VertxBuilder> parts,
            Supplier<? extends Deployable> root) {
        super(CLUSTERED, null, false, false);
        this.options = options;
        this.parts = parts;
        this.root = root;
    }

    /**
     * Starts Vert.x and deploys the verticle in it. Blocks until both is done; not for an event
     * loop.
     *
     * @param parts adds the cluster manager, the metrics and the tracer
     * @param onFailure runs when either has failed, before anything is closed
     * @throws StartException with the cause, if either fails; nothing is left behind then
     */
    static Vertx start(
            VertxOptions options,
            Function<VertxBuilder, VertxBuilder> parts,
            Supplier<? extends Deployable> root,
            Runnable onFailure) {
        var application = new Application(options, parts, root);
        var status = application.launch();
        var vertx = application.vertx;
        if (status == 0 && vertx != null) {
            return vertx;
        }
        onFailure.run();
        var failure = application.failure;
        if (vertx != null) {
            Waiting.quietly(vertx.close());
        }
        throw new StartException(failure == null ? "Vert.x didn't start" : text(failure), failure);
    }

    @Override
    public VertxBuilder createVertxBuilder(VertxOptions unused) {
        return parts.apply(Vertx.builder().with(options));
    }

    @Override
    public void afterVertxStarted(HookContext context) {
        vertx = context.vertx();
    }

    @Override
    public Supplier<? extends Deployable> verticleSupplier() {
        return root;
    }

    @Override
    public void afterFailureToStartVertx(HookContext context, @Nullable Throwable cause) {
        failure = cause;
    }

    @Override
    public void afterFailureToDeployVerticle(HookContext context, @Nullable Throwable cause) {
        failure = cause;
    }

    private static String text(Throwable failure) {
        var message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }
}
