/** What the recommend service's SQL promises, against a real PostgreSQL. */
@NullMarked
package dev.souk.recommend.store;

import org.jspecify.annotations.NullMarked;
