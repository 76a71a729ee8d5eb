/** Tests of the operations. */
@NullMarked
package dev.souk.order.bus;

import org.jspecify.annotations.NullMarked;
