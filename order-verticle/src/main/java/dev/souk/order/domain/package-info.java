/** What an order, its checkout saga and a cart are, and what they decide: pure, without I/O. */
@NullMarked
package dev.souk.order.domain;

import org.jspecify.annotations.NullMarked;
