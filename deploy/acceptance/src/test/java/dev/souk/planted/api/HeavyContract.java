package dev.souk.planted.api;

import io.vertx.core.buffer.Buffer;

/** A contract that carries a runtime with it. */
record HeavyContract(Buffer body) {}
