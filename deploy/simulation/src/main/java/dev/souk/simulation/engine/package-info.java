/** Time, chance and transport as one seed has them: nothing here knows what is simulated. */
@NullMarked
package dev.souk.simulation.engine;

import org.jspecify.annotations.NullMarked;
