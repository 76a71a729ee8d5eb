/** A planted violation: a package whose name says nothing. */
@NullMarked
package dev.souk.planted.core;

import org.jspecify.annotations.NullMarked;
