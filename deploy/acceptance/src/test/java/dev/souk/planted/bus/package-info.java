/** A planted violation: a package that sees another. */
@NullMarked
package dev.souk.planted.bus;

import org.jspecify.annotations.NullMarked;
