/** Messages to shoppers: mail and in-app. */
@NullMarked
package dev.souk.notify;

import org.jspecify.annotations.NullMarked;
