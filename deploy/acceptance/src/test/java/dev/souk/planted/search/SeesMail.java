package dev.souk.planted.search;

import dev.souk.planted.mail.SeesHttp;

import org.jspecify.annotations.Nullable;

/** An adapter that sees another one. */
public record SeesMail(@Nullable SeesHttp other) {}
