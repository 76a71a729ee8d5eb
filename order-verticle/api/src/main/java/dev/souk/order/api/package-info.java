/** What other services may know of the order service. */
@NullMarked
package dev.souk.order.api;

import org.jspecify.annotations.NullMarked;
