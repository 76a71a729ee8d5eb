/** Accounts, sessions and signing keys in PostgreSQL. */
@NullMarked
package dev.souk.user.store;

import org.jspecify.annotations.NullMarked;
