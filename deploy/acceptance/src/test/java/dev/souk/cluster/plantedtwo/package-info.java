/** A planted violation: a package in a cycle. */
@NullMarked
package dev.souk.cluster.plantedtwo;

import org.jspecify.annotations.NullMarked;
