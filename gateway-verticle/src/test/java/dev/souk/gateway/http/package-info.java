/** Tests of the gateway's http. */
@NullMarked
package dev.souk.gateway.http;

import org.jspecify.annotations.NullMarked;
