package dev.souk.catalog.domain;

import org.jspecify.annotations.Nullable;

/**
 * A place in the shop where products are looked for.
 *
 * @param slug its name in addresses; unique
 * @param parent the slug of the category that it is part of; null at the top
 */
public record Category(String slug, String name, @Nullable String parent) {}
