/**
 * The policies that keep a fault where it began: breakers, budgets, limits and pauses, each pure
 * where it decides.
 */
@NullMarked
package dev.souk.cluster.resilience;

import org.jspecify.annotations.NullMarked;
