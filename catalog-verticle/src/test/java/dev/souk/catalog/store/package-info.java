/** What the catalog's SQL promises, against a real PostgreSQL. */
@NullMarked
package dev.souk.catalog.store;

import org.jspecify.annotations.NullMarked;
