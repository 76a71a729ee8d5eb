/** What other services may know of the notify service. */
@NullMarked
package dev.souk.notify.api;

import org.jspecify.annotations.NullMarked;
