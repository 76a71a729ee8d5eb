/** Who sends a request: access tokens, checked by the keys that some service publishes. */
@NullMarked
package dev.souk.gateway.token;

import org.jspecify.annotations.NullMarked;
