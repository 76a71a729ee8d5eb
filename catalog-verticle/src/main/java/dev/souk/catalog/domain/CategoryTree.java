package dev.souk.catalog.domain;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** All categories and how they lie in each other. A category whose parent is missing is a root. */
public final class CategoryTree {

    /**
     * A category and its place.
     *
     * @param path the slugs from the root down to it
     */
    public record Placed(Category category, List<String> path) {
        public Placed {
            path = List.copyOf(path);
        }
    }

    private final Map<String, Placed> placed = new HashMap<>();
    private final List<Placed> inOrder = new ArrayList<>();

    public CategoryTree(Collection<Category> categories) {
        var bySlug = new HashMap<String, Category>();
        categories.forEach(category -> bySlug.put(category.slug(), category));
        var children = new TreeMap<String, List<Category>>();
        for (var category : categories) {
            var parent = category.parent();
            var known = parent != null && bySlug.containsKey(parent);
            children.computeIfAbsent(known ? parent : "", key -> new ArrayList<>()).add(category);
        }
        place("", List.of(), children);
    }

    private void place(String parent, List<String> above, Map<String, List<Category>> children) {
        var here = children.getOrDefault(parent, List.of());
        for (var category : here.stream().sorted(Comparator.comparing(Category::name)).toList()) {
            var path = new ArrayList<>(above);
            path.add(category.slug());
            var entry = new Placed(category, path);
            inOrder.add(entry);
            placed.put(category.slug(), entry);
            place(category.slug(), path, children);
        }
    }

    /** Every category, parents before their children, and siblings by name. */
    public List<Placed> inOrder() {
        return List.copyOf(inOrder);
    }

    /** The category of that slug; null where there is none. */
    public @Nullable Placed find(String slug) {
        return placed.get(slug);
    }

    /** The slugs from the root down to the category; empty where there is no such category. */
    public List<String> path(@Nullable String slug) {
        var entry = slug == null ? null : placed.get(slug);
        return entry == null ? List.of() : entry.path();
    }

    /** The category and all that lie in it; empty where there is no such category. */
    public Set<String> within(String slug) {
        var slugs = new LinkedHashSet<String>();
        for (var entry : inOrder) {
            if (entry.path().contains(slug)) {
                slugs.add(entry.category().slug());
            }
        }
        return slugs;
    }
}
