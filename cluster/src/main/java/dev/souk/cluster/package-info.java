/**
 * The runtime of every node: how it starts and leaves, finds the others, talks to them, keeps facts
 * and shows its state. It would read the same if Souk did something else.
 */
@NullMarked
package dev.souk.cluster;

import org.jspecify.annotations.NullMarked;
