/** The counts of failed logins in Redis. */
@NullMarked
package dev.souk.user.redis;

import org.jspecify.annotations.NullMarked;
