/** The recommend service's door: its HTTP operations and the use cases behind them. */
@NullMarked
package dev.souk.recommend.bus;

import org.jspecify.annotations.NullMarked;
