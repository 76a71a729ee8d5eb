/** The way to the payment provider, and what it tells unasked. */
@NullMarked
package dev.souk.order.payment;

import org.jspecify.annotations.NullMarked;
