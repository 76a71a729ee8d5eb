/**
 * Bugs that are built into copies of the services on purpose, to see whether the oracle sees them.
 */
@NullMarked
package dev.souk.proof.planted;

import org.jspecify.annotations.NullMarked;
