/** A planted violation: a package that sees another. */
@NullMarked
package dev.souk.planted.stream;

import org.jspecify.annotations.NullMarked;
