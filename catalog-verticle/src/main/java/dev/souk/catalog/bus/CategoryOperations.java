package dev.souk.catalog.bus;

import com.fasterxml.jackson.annotation.JsonInclude;

import dev.souk.catalog.app.BrowseProducts;
import dev.souk.catalog.domain.CategoryTree.Placed;
import dev.souk.cluster.web.Answer;
import dev.souk.cluster.web.Call;
import dev.souk.cluster.web.Operations;
import dev.souk.contract.ServiceFailure;

import io.vertx.core.Future;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/** The tree of categories over HTTP. */
public final class CategoryOperations {

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

    public CategoryOperations(BrowseProducts browse) {
        this.browse = browse;
    }

    public Operations addTo(Operations operations) {
        return operations.on("list-categories", this::list).on("get-category", this::get);
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
}
