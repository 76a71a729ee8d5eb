/** A running Souk as its users have it: the command, and a client that checks every answer. */
@NullMarked
package dev.souk.acceptance.stack;

import org.jspecify.annotations.NullMarked;
