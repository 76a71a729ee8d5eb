/** The HTTP operations on carts, orders and payments, and the way to the catalog. */
@NullMarked
package dev.souk.order.bus;

import org.jspecify.annotations.NullMarked;
