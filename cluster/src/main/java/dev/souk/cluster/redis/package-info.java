/**
 * Redis: one pipelined connection per event loop, which comes back by itself and fails at once
 * while away; scripts; and quotas that hold across nodes.
 */
@NullMarked
package dev.souk.cluster.redis;

import org.jspecify.annotations.NullMarked;
