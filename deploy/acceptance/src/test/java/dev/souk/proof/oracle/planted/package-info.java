/** A planted violation: an oracle that shares code with the shop. */
@NullMarked
package dev.souk.proof.oracle.planted;

import org.jspecify.annotations.NullMarked;
