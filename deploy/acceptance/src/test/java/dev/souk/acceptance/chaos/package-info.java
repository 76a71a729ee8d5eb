/** What clients see while nodes leave, die and freeze, and while servers are away. */
@NullMarked
package dev.souk.acceptance.chaos;

import org.jspecify.annotations.NullMarked;
