package dev.souk.catalog.search;

/** The fields of an indexed product. */
final class Fields {

    static final String ID = "id";
    static final String SKU = "sku";
    static final String NAME = "name";
    static final String DESCRIPTION = "description";

    /** The words of the brand's name. */
    static final String BRAND = "brand";

    /** The brand's name as it is. */
    static final String BRAND_NAME = "brandName";

    /** The words of the names of the category and of those that it lies in. */
    static final String CATEGORY = "category";

    /** The category's slug and those that it lies in. */
    static final String CATEGORY_SLUG = "categorySlug";

    /** The category's own name. */
    static final String CATEGORY_NAME = "categoryName";

    /** The words of the attributes' values. */
    static final String ATTRIBUTES = "attributes";

    static final String PRICE = "price";
    static final String IN_STOCK = "inStock";

    private Fields() {}
}
