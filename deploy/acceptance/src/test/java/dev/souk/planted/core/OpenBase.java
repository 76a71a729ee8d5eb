package dev.souk.planted.core;

import io.vertx.core.VerticleBase;

/** A verticle made to be inherited from. */
class OpenBase extends VerticleBase {}
