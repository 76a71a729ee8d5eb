/** A model of Redis as far as quotas lean on it. */
@NullMarked
package dev.souk.simulation.redis;

import org.jspecify.annotations.NullMarked;
