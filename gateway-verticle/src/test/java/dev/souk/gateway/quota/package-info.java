/** Tests of the gateway's quota. */
@NullMarked
package dev.souk.gateway.quota;

import org.jspecify.annotations.NullMarked;
