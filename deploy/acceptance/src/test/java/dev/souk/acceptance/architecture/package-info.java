/**
 * The rules of the house: who may depend on whom, what may wait where, and what things are called.
 */
@NullMarked
package dev.souk.acceptance.architecture;

import org.jspecify.annotations.NullMarked;
