package dev.souk.planted.store;

import dev.souk.planted.bus.SeesPayment;

import org.jspecify.annotations.Nullable;

/** An adapter that sees another one. */
public record SeesBus(@Nullable SeesPayment other) {}
