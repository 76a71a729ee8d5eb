/** JSON as all of Souk writes and reads it: one mapper, strict in syntax and lenient in fields. */
@NullMarked
package dev.souk.cluster.json;

import org.jspecify.annotations.NullMarked;
