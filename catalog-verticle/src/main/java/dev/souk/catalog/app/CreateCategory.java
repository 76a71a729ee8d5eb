package dev.souk.catalog.app;

import dev.souk.catalog.domain.Category;
import dev.souk.catalog.domain.CategoryTree.Placed;
import dev.souk.contract.ServiceFailure;

import io.vertx.core.Future;

import java.util.Optional;

/** Adds a category to the tree. */
public final class CreateCategory {

    private final CategoryStore categories;

    public CreateCategory(CategoryStore categories) {
        this.categories = categories;
    }

    /** Fails with {@code category-taken} or {@code unknown-category}. */
    public Future<Placed> create(Category category) {
        return categories
                .create(category)
                .compose(created -> categories.tree())
                .map(
                        tree ->
                                Optional.ofNullable(tree.find(category.slug()))
                                        .orElseThrow(() -> ServiceFailure.notFound("category")));
    }
}
