/** A planted violation: a service that sees another service. */
@NullMarked
package dev.souk.catalog.planted;

import org.jspecify.annotations.NullMarked;
