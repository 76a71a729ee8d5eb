/**
 * What a node is told from outside: typed keys over the environment, files for secrets, and the few
 * settings that may change while it runs.
 */
@NullMarked
package dev.souk.cluster.config;

import org.jspecify.annotations.NullMarked;
