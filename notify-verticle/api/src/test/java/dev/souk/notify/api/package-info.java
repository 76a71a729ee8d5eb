/** The samples of what the notify service answers others. */
@NullMarked
package dev.souk.notify.api;

import org.jspecify.annotations.NullMarked;
