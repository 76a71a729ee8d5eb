/** A planted violation: a package that sees another. */
@NullMarked
package dev.souk.planted.payment;

import org.jspecify.annotations.NullMarked;
