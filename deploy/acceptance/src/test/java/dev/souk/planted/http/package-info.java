/** A planted violation: a package that sees another. */
@NullMarked
package dev.souk.planted.http;

import org.jspecify.annotations.NullMarked;
