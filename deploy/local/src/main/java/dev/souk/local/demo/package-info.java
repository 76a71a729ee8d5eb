/** The demo catalog, loaded through the public API. */
@NullMarked
package dev.souk.local.demo;

import org.jspecify.annotations.NullMarked;
