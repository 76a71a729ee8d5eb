/** What others may know of the user service: whom to write to, and that accounts changed. */
@NullMarked
package dev.souk.user.api;

import org.jspecify.annotations.NullMarked;
