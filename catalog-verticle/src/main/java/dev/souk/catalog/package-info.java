/** Products, stock and search: what a shop sells. */
@NullMarked
package dev.souk.catalog;

import org.jspecify.annotations.NullMarked;
