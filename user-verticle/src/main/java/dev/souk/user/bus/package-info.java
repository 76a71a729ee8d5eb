/** The operations of the user service, for clients and for other services. */
@NullMarked
package dev.souk.user.bus;

import org.jspecify.annotations.NullMarked;
