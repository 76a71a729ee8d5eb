/** What other services may know of the catalog service. */
@NullMarked
package dev.souk.catalog.api;

import org.jspecify.annotations.NullMarked;
