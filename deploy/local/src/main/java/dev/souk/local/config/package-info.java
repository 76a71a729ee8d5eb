/** The known configuration keys, and the environment checked against them. */
@NullMarked
package dev.souk.local.config;

import org.jspecify.annotations.NullMarked;
