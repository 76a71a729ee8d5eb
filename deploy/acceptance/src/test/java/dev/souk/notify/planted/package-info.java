/** A planted violation: a service that sees another service. */
@NullMarked
package dev.souk.notify.planted;

import org.jspecify.annotations.NullMarked;
