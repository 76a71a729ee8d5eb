/** What orders tell the other services through Kafka. */
@NullMarked
package dev.souk.order.stream;

import org.jspecify.annotations.NullMarked;
