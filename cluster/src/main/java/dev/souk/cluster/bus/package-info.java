/**
 * Request and reply between services: typed calls with a deadline over the event bus, whose answer
 * always comes in time, be it a failure.
 */
@NullMarked
package dev.souk.cluster.bus;

import org.jspecify.annotations.NullMarked;
