/** A model of PostgreSQL as far as stores lean on it: READ COMMITTED, row locks, lost commits. */
@NullMarked
package dev.souk.simulation.postgres;

import org.jspecify.annotations.NullMarked;
