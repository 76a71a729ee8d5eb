/** The data folder of a shop: where everything lies, its lock, its secrets. */
@NullMarked
package dev.souk.local.folder;

import org.jspecify.annotations.NullMarked;
