package dev.souk.cluster.events;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;

/** The effect of a {@link Deletion}; the same promises as for an {@link EventHandler}. */
@FunctionalInterface
public interface DeletionHandler {

    /** Does the effect. */
    Future<Void> handle(SqlConnection tx, Deletion deletion);
}
