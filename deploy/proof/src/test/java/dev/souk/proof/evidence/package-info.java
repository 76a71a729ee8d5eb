@NullMarked
package dev.souk.proof.evidence;

import org.jspecify.annotations.NullMarked;
