/** The bugs that test the proof run: that they can be built, and are nowhere else. */
@NullMarked
package dev.souk.acceptance.planted;

import org.jspecify.annotations.NullMarked;
