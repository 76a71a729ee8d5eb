/** What shoppers do, as they would tell it. */
@NullMarked
package dev.souk.loadtest.journey;

import org.jspecify.annotations.NullMarked;
