/** Which faults happen when: drawn from the seed alone. */
@NullMarked
package dev.souk.proof.plan;

import org.jspecify.annotations.NullMarked;
