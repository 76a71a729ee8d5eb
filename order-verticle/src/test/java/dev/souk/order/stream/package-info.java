/** Tests of what orders tell the other services. */
@NullMarked
package dev.souk.order.stream;

import org.jspecify.annotations.NullMarked;
