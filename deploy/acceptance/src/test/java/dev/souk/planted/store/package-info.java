/** A planted violation: a package that sees another. */
@NullMarked
package dev.souk.planted.store;

import org.jspecify.annotations.NullMarked;
