/**
 * One hot product: how many reservations a second the catalog takes over the bus, in groups as it
 * does, and with a transaction for each order that locks the product first.
 */
@NullMarked
package dev.souk.bench.hot;

import org.jspecify.annotations.NullMarked;
