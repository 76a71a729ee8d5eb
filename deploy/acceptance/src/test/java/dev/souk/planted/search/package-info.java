/** A planted violation: a package that sees another. */
@NullMarked
package dev.souk.planted.search;

import org.jspecify.annotations.NullMarked;
