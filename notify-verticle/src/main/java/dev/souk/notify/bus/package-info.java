/** The operations of the notify service, for clients. */
@NullMarked
package dev.souk.notify.bus;

import org.jspecify.annotations.NullMarked;
