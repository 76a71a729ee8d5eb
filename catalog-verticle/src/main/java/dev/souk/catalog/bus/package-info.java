/** The catalog's doors: HTTP operations and endpoints of the bus, and the use cases behind them. */
@NullMarked
package dev.souk.catalog.bus;

import org.jspecify.annotations.NullMarked;
