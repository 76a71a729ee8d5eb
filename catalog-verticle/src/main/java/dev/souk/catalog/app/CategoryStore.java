package dev.souk.catalog.app;

import dev.souk.catalog.domain.Category;
import dev.souk.catalog.domain.CategoryTree;

import io.vertx.core.Future;

/** Where categories are kept. */
public interface CategoryStore {

    Future<CategoryTree> tree();

    /** Adds a category. Fails with {@code category-taken} or {@code unknown-category}. */
    Future<Void> create(Category category);
}
