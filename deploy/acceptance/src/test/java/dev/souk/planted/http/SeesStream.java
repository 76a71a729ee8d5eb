package dev.souk.planted.http;

import dev.souk.planted.stream.SeesStore;

import org.jspecify.annotations.Nullable;

/** An adapter that sees another one. */
public record SeesStream(@Nullable SeesStore other) {}
