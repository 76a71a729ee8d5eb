/** The facts about orders and accounts that customers are told of. */
@NullMarked
package dev.souk.notify.stream;

import org.jspecify.annotations.NullMarked;
