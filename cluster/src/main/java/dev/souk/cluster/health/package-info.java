/** Whether this node can work, and which of its dependencies are away. */
@NullMarked
package dev.souk.cluster.health;

import org.jspecify.annotations.NullMarked;
