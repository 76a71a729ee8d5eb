/** The catalog's truth in PostgreSQL: products, units and their ledger, reservations. */
@NullMarked
package dev.souk.catalog.store;

import org.jspecify.annotations.NullMarked;
