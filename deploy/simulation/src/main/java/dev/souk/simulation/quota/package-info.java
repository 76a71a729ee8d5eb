/** Quotas: the gateways' own classes over a model of Redis that runs a twin of the script. */
@NullMarked
package dev.souk.simulation.quota;

import org.jspecify.annotations.NullMarked;
