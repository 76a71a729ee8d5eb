/**
 * The sandbox payment provider: a process of its own that keeps what it is asked in a durable log,
 * does each request once however often it comes, and fails on purpose where a token says so.
 */
@NullMarked
package dev.souk.local.payments;

import org.jspecify.annotations.NullMarked;
