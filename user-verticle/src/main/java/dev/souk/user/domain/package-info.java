/**
 * Decides what an account, a session, a password or a signing key may do next; performs nothing.
 */
@NullMarked
package dev.souk.user.domain;

import org.jspecify.annotations.NullMarked;
