/** Carts, orders and payments: what a shopper buys. */
@NullMarked
package dev.souk.order;

import org.jspecify.annotations.NullMarked;
