/** What a customer is told about an order, and in which words. */
@NullMarked
package dev.souk.notify.domain;

import org.jspecify.annotations.NullMarked;
