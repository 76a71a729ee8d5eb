/** What other services may know of the recommend service. */
@NullMarked
package dev.souk.recommend.api;

import org.jspecify.annotations.NullMarked;
