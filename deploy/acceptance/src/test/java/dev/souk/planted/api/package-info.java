/** A planted violation: a package that knows a runtime. */
@NullMarked
package dev.souk.planted.api;

import org.jspecify.annotations.NullMarked;
