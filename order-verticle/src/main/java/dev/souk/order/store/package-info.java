/** Orders, their sagas, their keys and carts in PostgreSQL. */
@NullMarked
package dev.souk.order.store;

import org.jspecify.annotations.NullMarked;
