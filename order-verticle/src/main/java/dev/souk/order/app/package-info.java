/** What can be done with carts and orders, and the ports through which it is done. */
@NullMarked
package dev.souk.order.app;

import org.jspecify.annotations.NullMarked;
