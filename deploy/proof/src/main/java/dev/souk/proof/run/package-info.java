/** One run from its seed to its verdict. */
@NullMarked
package dev.souk.proof.run;

import org.jspecify.annotations.NullMarked;
