/** Nodes on hosts of their own, which are network namespaces of this machine. */
@NullMarked
package dev.souk.acceptance.hosts;

import org.jspecify.annotations.NullMarked;
