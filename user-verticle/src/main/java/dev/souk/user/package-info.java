/** Accounts, sessions, keys and roles: who a shopper is. */
@NullMarked
package dev.souk.user;

import org.jspecify.annotations.NullMarked;
