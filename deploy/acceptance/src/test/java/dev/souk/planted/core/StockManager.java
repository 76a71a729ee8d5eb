package dev.souk.planted.core;

import io.vertx.core.internal.ContextInternal;

/** A name that says nothing, with internals inside. */
record StockManager(ContextInternal context) {}
