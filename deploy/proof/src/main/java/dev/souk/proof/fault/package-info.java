/** How faults are done and undone, from outside. */
@NullMarked
package dev.souk.proof.fault;

import org.jspecify.annotations.NullMarked;
