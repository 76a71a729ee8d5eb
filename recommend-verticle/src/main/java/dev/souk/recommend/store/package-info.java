/** What was learnt, in PostgreSQL. */
@NullMarked
package dev.souk.recommend.store;

import org.jspecify.annotations.NullMarked;
