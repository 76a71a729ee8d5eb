/** The samples of what the order service tells. */
@NullMarked
package dev.souk.order.api;

import org.jspecify.annotations.NullMarked;
