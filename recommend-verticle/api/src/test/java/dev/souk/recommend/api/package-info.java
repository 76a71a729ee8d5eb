/** What the recommend service's contract promises. */
@NullMarked
package dev.souk.recommend.api;

import org.jspecify.annotations.NullMarked;
