/** Tests of the use cases over ports in memory. */
@NullMarked
package dev.souk.order.app;

import org.jspecify.annotations.NullMarked;
