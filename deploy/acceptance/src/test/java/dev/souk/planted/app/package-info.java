/** A planted violation: a package that knows technology. */
@NullMarked
package dev.souk.planted.app;

import org.jspecify.annotations.NullMarked;
