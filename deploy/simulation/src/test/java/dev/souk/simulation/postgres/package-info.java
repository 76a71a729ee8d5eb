@NullMarked
package dev.souk.simulation.postgres;

import org.jspecify.annotations.NullMarked;
