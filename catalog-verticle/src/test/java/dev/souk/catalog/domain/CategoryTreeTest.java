package dev.souk.catalog.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;

final class CategoryTreeTest {

    private final CategoryTree tree =
            new CategoryTree(
                    List.of(
                            new Category("mugs", "Mugs", "kitchen"),
                            new Category("kitchen", "Kitchen", "home"),
                            new Category("home", "Home", null),
                            new Category("books", "Books", null),
                            new Category("bakeware", "Bakeware", "kitchen")));

    @Test
    void listsParentsBeforeTheirChildrenAndSiblingsByName() {
        assertThat(tree.inOrder())
                .extracting(placed -> placed.category().slug())
                .containsExactly("books", "home", "kitchen", "bakeware", "mugs");
    }

    @Test
    void knowsTheWayFromTheRoot() {
        assertThat(tree.path("mugs")).containsExactly("home", "kitchen", "mugs");
        assertThat(tree.path("nothing")).isEmpty();
        assertThat(tree.path(null)).isEmpty();
    }

    @Test
    void findsAllThatLiesInACategory() {
        assertThat(tree.within("kitchen")).containsExactly("kitchen", "bakeware", "mugs");
        assertThat(tree.within("nothing")).isEmpty();
    }

    @Test
    void takesACategoryWithoutItsParentForARoot() {
        var broken = new CategoryTree(List.of(new Category("mugs", "Mugs", "kitchen")));

        assertThat(broken.path("mugs")).containsExactly("mugs");
    }
}
