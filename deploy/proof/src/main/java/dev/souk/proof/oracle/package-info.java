/** The nine invariants, one check each: pure functions over the evidence. */
@NullMarked
package dev.souk.proof.oracle;

import org.jspecify.annotations.NullMarked;
