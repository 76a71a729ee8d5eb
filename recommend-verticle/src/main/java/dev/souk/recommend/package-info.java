/** What else a shopper may like, and what sells. */
@NullMarked
package dev.souk.recommend;

import org.jspecify.annotations.NullMarked;
