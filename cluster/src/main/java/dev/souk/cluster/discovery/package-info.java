/** Who is there: the instances of every service, as each node knows them without asking anybody. */
@NullMarked
package dev.souk.cluster.discovery;

import org.jspecify.annotations.NullMarked;
