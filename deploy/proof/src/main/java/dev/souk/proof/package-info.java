/**
 * The proof run. It drives a shop from outside, as its users do, breaks it, heals it, and judges it
 * by what the clients were told and by what lies in the shop. Nothing here is shared with the
 * services.
 */
@NullMarked
package dev.souk.proof;

import org.jspecify.annotations.NullMarked;
