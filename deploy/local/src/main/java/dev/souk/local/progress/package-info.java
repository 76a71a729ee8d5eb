/** What the commands say while they work. */
@NullMarked
package dev.souk.local.progress;

import org.jspecify.annotations.NullMarked;
