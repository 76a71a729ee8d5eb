/** The servers of the local stack, and the databases and roles in PostgreSQL. */
@NullMarked
package dev.souk.local.server;

import org.jspecify.annotations.NullMarked;
