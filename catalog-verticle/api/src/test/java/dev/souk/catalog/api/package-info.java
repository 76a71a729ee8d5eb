/** What the catalog's contract promises. */
@NullMarked
package dev.souk.catalog.api;

import org.jspecify.annotations.NullMarked;
