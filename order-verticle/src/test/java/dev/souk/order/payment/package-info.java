/** Tests of the way to the payment provider. */
@NullMarked
package dev.souk.order.payment;

import org.jspecify.annotations.NullMarked;
