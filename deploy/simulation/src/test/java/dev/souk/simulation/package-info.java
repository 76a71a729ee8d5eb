@NullMarked
package dev.souk.simulation;

import org.jspecify.annotations.NullMarked;
