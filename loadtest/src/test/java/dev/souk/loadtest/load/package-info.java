/** How many shoppers arrive, and when. */
@NullMarked
package dev.souk.loadtest.load;

import org.jspecify.annotations.NullMarked;
