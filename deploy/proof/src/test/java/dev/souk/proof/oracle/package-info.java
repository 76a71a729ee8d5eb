@NullMarked
package dev.souk.proof.oracle;

import org.jspecify.annotations.NullMarked;
