package dev.souk.planted.payment;

import dev.souk.planted.search.SeesMail;

import org.jspecify.annotations.Nullable;

/** An adapter that sees another one. */
public record SeesSearch(@Nullable SeesMail other) {}
