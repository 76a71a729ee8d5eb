/**
 * What can be done with accounts and sessions, each use case a class, and the ports that they need.
 */
@NullMarked
package dev.souk.user.app;

import org.jspecify.annotations.NullMarked;
