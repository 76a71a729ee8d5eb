package dev.souk.planted.bus;

import dev.souk.planted.payment.SeesSearch;

import org.jspecify.annotations.Nullable;

/** An adapter that sees another one. */
public record SeesPayment(@Nullable SeesSearch other) {}
