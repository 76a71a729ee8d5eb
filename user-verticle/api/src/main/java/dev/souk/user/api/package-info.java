/** What other services may know of the user service. */
@NullMarked
package dev.souk.user.api;

import org.jspecify.annotations.NullMarked;
