/** A planted violation: a package in a cycle. */
@NullMarked
package dev.souk.cluster.plantedone;

import org.jspecify.annotations.NullMarked;
