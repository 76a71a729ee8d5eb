@NullMarked
package dev.souk.proof.load;

import org.jspecify.annotations.NullMarked;
