/** Repeated and delayed work on an event loop, ended with its owner. */
@NullMarked
package dev.souk.cluster.time;

import org.jspecify.annotations.NullMarked;
