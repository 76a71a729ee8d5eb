@NullMarked
package dev.souk.simulation.engine;

import org.jspecify.annotations.NullMarked;
