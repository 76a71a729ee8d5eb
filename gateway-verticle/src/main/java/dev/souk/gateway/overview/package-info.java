/** The cluster as one gateway sees it, for the people who run it. */
@NullMarked
package dev.souk.gateway.overview;

import org.jspecify.annotations.NullMarked;
