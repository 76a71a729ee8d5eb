@NullMarked
package dev.souk.simulation.redis;

import org.jspecify.annotations.NullMarked;
