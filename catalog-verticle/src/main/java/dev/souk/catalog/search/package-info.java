/** Full-text search over Lucene: an index of all products on each node, fed from the database. */
@NullMarked
package dev.souk.catalog.search;

import org.jspecify.annotations.NullMarked;
