/** What is learnt from other services' events, and where visitors' deeds are told. */
@NullMarked
package dev.souk.recommend.stream;

import org.jspecify.annotations.NullMarked;
