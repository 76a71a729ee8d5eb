/** Two releases side by side. */
@NullMarked
package dev.souk.acceptance.release;

import org.jspecify.annotations.NullMarked;
