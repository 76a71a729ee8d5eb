/** What the recommend service's rules promise. */
@NullMarked
package dev.souk.recommend.domain;

import org.jspecify.annotations.NullMarked;
