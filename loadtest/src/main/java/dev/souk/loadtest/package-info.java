/** Simulations: who comes, how many, and what must hold. */
@NullMarked
package dev.souk.loadtest;

import org.jspecify.annotations.NullMarked;
