/** The whole stack on one machine: real servers, the nodes, and the command that runs them. */
@NullMarked
package dev.souk.local;

import org.jspecify.annotations.NullMarked;
