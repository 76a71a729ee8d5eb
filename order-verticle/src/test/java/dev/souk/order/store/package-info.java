/** Tests of the stores against a real PostgreSQL. */
@NullMarked
package dev.souk.order.store;

import org.jspecify.annotations.NullMarked;
