/**
 * What sells together, what ranks first and which window a moment is in; decides, never performs.
 */
@NullMarked
package dev.souk.recommend.domain;

import org.jspecify.annotations.NullMarked;
