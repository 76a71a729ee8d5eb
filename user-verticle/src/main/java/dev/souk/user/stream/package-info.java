/** The facts about accounts as other services see them. */
@NullMarked
package dev.souk.user.stream;

import org.jspecify.annotations.NullMarked;
