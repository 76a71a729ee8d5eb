/** Real servers for tests and for the local stack. */
@NullMarked
package dev.souk.testkit;

import org.jspecify.annotations.NullMarked;
