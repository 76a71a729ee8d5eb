/** Telling customers by mail and in the shop, and the ports that this needs. */
@NullMarked
package dev.souk.notify.app;

import org.jspecify.annotations.NullMarked;
