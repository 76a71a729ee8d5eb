package dev.souk.catalog.api;

import com.fasterxml.jackson.annotation.JsonInclude;

import org.jspecify.annotations.Nullable;

/**
 * What is left of a product.
 *
 * @param mode {@code tracked} or {@code untracked}
 * @param available the units that can be ordered now; null where stock isn't tracked
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record StockView(String mode, @Nullable Long available) {}
