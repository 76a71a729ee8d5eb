/** One process of the cluster: how its parts are started in order, and how it leaves unnoticed. */
@NullMarked
package dev.souk.cluster.node;

import org.jspecify.annotations.NullMarked;
