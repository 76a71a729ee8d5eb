/**
 * The nodes: their ports, their environment, their command line, and what they say of themselves.
 */
@NullMarked
package dev.souk.local.node;

import org.jspecify.annotations.NullMarked;
