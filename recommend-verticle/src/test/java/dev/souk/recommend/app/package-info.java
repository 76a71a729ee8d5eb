/** What the recommend service's use cases promise. */
@NullMarked
package dev.souk.recommend.app;

import org.jspecify.annotations.NullMarked;
