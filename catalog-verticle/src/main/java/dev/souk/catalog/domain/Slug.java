package dev.souk.catalog.domain;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;

/** The name of a thing in an address: small ASCII letters, digits and single dashes. */
public final class Slug {

    private static final int MAX_LENGTH = 120;

    private Slug() {}

    /** The slug of a name: accents dropped, everything else that isn't a letter or digit a dash. */
    public static String of(String name) {
        var plain =
                Normalizer.normalize(name, Normalizer.Form.NFKD)
                        .replaceAll("\\p{M}+", "")
                        .toLowerCase(Locale.ROOT)
                        .replace("ß", "ss")
                        .replace("æ", "ae")
                        .replace("ø", "o")
                        .replace("ł", "l")
                        .replaceAll("[^a-z0-9]+", "-");
        var cut = plain.length() > MAX_LENGTH ? plain.substring(0, MAX_LENGTH) : plain;
        var slug = cut.replaceAll("^-+|-+$", "");
        return slug.isEmpty() ? "product" : slug;
    }

    /**
     * The slugs to try for a product, the best one first; the last one is certainly free.
     *
     * @param id a name that no other product has
     */
    public static List<String> candidates(String name, String sku, String id) {
        var slug = of(name);
        return List.of(slug, slug + "-" + of(sku), slug + "-" + id);
    }
}
