/** What the catalog's use cases promise. */
@NullMarked
package dev.souk.catalog.app;

import org.jspecify.annotations.NullMarked;
