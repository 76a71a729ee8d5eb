package dev.souk.planted.mail;

import dev.souk.planted.http.SeesStream;

import org.jspecify.annotations.Nullable;

/** An adapter that sees another one. */
public record SeesHttp(@Nullable SeesStream other) {}
