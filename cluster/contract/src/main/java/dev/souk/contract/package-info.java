/**
 * The words in which services talk to each other: endpoints, topics, events, failures, money and
 * ids. Pure Java, so that a contract never carries a runtime with it.
 */
@NullMarked
package dev.souk.contract;

import org.jspecify.annotations.NullMarked;
