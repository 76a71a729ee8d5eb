/** How much one caller may ask: quotas that hold across gateways, and the fields that tell them. */
@NullMarked
package dev.souk.gateway.quota;

import org.jspecify.annotations.NullMarked;
