/**
 * Who speaks: tokens that prove a service to a service, access tokens that prove a user, and the
 * sessions that were ended before their tokens.
 */
@NullMarked
package dev.souk.cluster.security;

import org.jspecify.annotations.NullMarked;
