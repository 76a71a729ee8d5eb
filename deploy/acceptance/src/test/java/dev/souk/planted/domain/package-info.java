/** A planted violation: a package that is not pure. */
@NullMarked
package dev.souk.planted.domain;

import org.jspecify.annotations.NullMarked;
