package dev.souk.catalog.bus;

import com.fasterxml.jackson.annotation.JsonInclude;

import dev.souk.catalog.app.BrowseProducts;
import dev.souk.catalog.app.CreateCategory;
import dev.souk.catalog.domain.Category;
import dev.souk.catalog.domain.CategoryTree.Placed;
import dev.souk.cluster.web.Answer;
import dev.souk.cluster.web.Call;
import dev.souk.cluster.web.Operations;
import dev.souk.contract.ServiceFailure;

import io.vertx.core.Future;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/** Categories over HTTP. */
public final class CategoryOperations {

    /** The body of a request for a new one. */
    record NewCategory(String slug, String name, @Nullable String parent) {}

    /** A category as it is shown. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record CategoryView(String slug, String name, @Nullable String parent, List<String> path) {

        static CategoryView of(Placed placed) {
            var category = placed.category();
            return new CategoryView(
                    category.slug(), category.name(), category.parent(), placed.path());
        }
    }

    /** The whole tree. */
    record Tree(List<CategoryView> items) {}

    private final BrowseProducts browse;
    private final CreateCategory create;

    public CategoryOperations(BrowseProducts browse, CreateCategory create) {
        this.browse = browse;
        this.create = create;
    }

    public Operations addTo(Operations operations) {
        return operations
                .on("list-categories", this::list)
                .on("get-category", this::get)
                .on("create-category", this::create);
    }

    private Future<Answer> list(Call call) {
        return browse.categories()
                .map(tree -> new Tree(tree.inOrder().stream().map(CategoryView::of).toList()))
                .map(tree -> Answer.ok(tree).etagOfBody().cached("categories"));
    }

    private Future<Answer> get(Call call) {
        return browse.categories()
                .map(tree -> Optional.ofNullable(tree.find(call.path("slug"))))
                .map(found -> found.orElseThrow(() -> ServiceFailure.notFound("category")))
                .map(placed -> Answer.ok(CategoryView.of(placed)))
                .map(answer -> answer.etagOfBody().cached("categories"));
    }

    private Future<Answer> create(Call call) {
        var wanted = call.body(NewCategory.class);
        return create.create(new Category(wanted.slug(), wanted.name(), wanted.parent()))
                .map(CategoryView::of)
                .map(view -> Answer.created("/v1/categories/" + view.slug(), view));
    }
}
