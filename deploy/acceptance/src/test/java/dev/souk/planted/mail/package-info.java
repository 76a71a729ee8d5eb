/** A planted violation: a package that sees another. */
@NullMarked
package dev.souk.planted.mail;

import org.jspecify.annotations.NullMarked;
