/**
 * Stripe as the order service sees it: a server that stands in for it, and checks what it is sent.
 */
@NullMarked
package dev.souk.local.stripe;

import org.jspecify.annotations.NullMarked;
