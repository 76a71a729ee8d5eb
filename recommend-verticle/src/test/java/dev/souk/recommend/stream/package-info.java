/** Which events the recommend service reads. */
@NullMarked
package dev.souk.recommend.stream;

import org.jspecify.annotations.NullMarked;
