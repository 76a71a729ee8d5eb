/** The only HTTP door. */
@NullMarked
package dev.souk.gateway;

import org.jspecify.annotations.NullMarked;
