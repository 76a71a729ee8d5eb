/** The README's story, told to the real processes from outside. */
@NullMarked
package dev.souk.acceptance.story;

import org.jspecify.annotations.NullMarked;
