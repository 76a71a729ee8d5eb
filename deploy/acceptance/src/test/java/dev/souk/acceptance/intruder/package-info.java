/** A node with a good key of its own service that reaches for what is others'. */
@NullMarked
package dev.souk.acceptance.intruder;

import org.jspecify.annotations.NullMarked;
