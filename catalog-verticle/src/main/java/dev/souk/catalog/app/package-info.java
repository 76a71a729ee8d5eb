/** What the catalog can do: one use case per class, and the ports that each needs. */
@NullMarked
package dev.souk.catalog.app;

import org.jspecify.annotations.NullMarked;
