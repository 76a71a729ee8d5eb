@NullMarked
package dev.souk.proof.planted;

import org.jspecify.annotations.NullMarked;
