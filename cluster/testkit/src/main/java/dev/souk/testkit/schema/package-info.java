/** Whether events of one release can be read by another. */
@NullMarked
package dev.souk.testkit.schema;

import org.jspecify.annotations.NullMarked;
