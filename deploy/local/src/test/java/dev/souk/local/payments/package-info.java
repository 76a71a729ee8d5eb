/** Tests of the sandbox payment provider, over its own HTTP API. */
@NullMarked
package dev.souk.local.payments;

import org.jspecify.annotations.NullMarked;
