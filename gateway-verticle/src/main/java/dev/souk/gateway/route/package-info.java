/**
 * Which operation of which service a request is for: the table of all routes, made from the
 * fragments of the nodes that are there and of those that are remembered.
 */
@NullMarked
package dev.souk.gateway.route;

import org.jspecify.annotations.NullMarked;
