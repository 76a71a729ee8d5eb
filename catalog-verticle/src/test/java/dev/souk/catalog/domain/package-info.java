/** What the catalog's rules promise. */
@NullMarked
package dev.souk.catalog.domain;

import org.jspecify.annotations.NullMarked;
