package dev.souk.planted.stream;

import dev.souk.planted.store.SeesBus;

import org.jspecify.annotations.Nullable;

/** An adapter that sees another one. */
public record SeesStore(@Nullable SeesBus other) {}
