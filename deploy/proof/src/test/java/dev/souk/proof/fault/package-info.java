@NullMarked
package dev.souk.proof.fault;

import org.jspecify.annotations.NullMarked;
