/**
 * The checkout: the real use cases of order nodes and of catalog nodes, over models of their
 * databases, of the bus between them and of the payment provider.
 */
@NullMarked
package dev.souk.simulation.checkout;

import org.jspecify.annotations.NullMarked;
