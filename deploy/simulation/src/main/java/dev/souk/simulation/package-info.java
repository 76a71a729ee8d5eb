/**
 * Runs the classes that orders depend on through all that can go wrong, as a seed has it: {@link
 * dev.souk.simulation.Simulate} is the command, each {@link dev.souk.simulation.World} a part of
 * Souk with its rules.
 */
@NullMarked
package dev.souk.simulation;

import org.jspecify.annotations.NullMarked;
