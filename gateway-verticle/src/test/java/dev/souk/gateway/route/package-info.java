/** Tests of the gateway's route. */
@NullMarked
package dev.souk.gateway.route;

import org.jspecify.annotations.NullMarked;
