package dev.souk.planted.app;

import dev.souk.planted.store.SeesBus;

import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;

/** A use case that knows a driver, a JSON tree and an adapter. */
record TechnicalUseCase(Pool pool, JsonObject tree, SeesBus adapter) {}
