/** Tests of the gateway's docs. */
@NullMarked
package dev.souk.gateway.docs;

import org.jspecify.annotations.NullMarked;
