package dev.souk.catalog.search;

import dev.souk.catalog.domain.CategoryTree;
import dev.souk.catalog.domain.StockedProduct;

import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.SortedSetDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.Term;
import org.apache.lucene.util.BytesRef;

import java.util.ArrayList;
import java.util.Locale;
import java.util.UUID;

/** A product as the index keeps it. */
final class ProductDocument {

    private ProductDocument() {}

    /** Names the one document of a product. */
    static Term term(UUID id) {
        return new Term(Fields.ID, id.toString());
    }

    static Document of(StockedProduct stocked, CategoryTree categories) {
        var document = new Document();
        var product = stocked.product();
        var details = product.details();
        var id = product.id().toString();
        document.add(new StringField(Fields.ID, id, Field.Store.YES));
        document.add(new SortedDocValuesField(Fields.ID, new BytesRef(id)));
        document.add(
                new StringField(
                        Fields.SKU, product.sku().toLowerCase(Locale.ROOT), Field.Store.NO));
        document.add(new TextField(Fields.NAME, details.name(), Field.Store.YES));
        document.add(new LongPoint(Fields.PRICE, details.price().amount()));
        document.add(new NumericDocValuesField(Fields.PRICE, details.price().amount()));
        document.add(new StringField(Fields.IN_STOCK, inStock(stocked), Field.Store.NO));
        document.add(new TextField(Fields.ATTRIBUTES, attributes(stocked), Field.Store.NO));
        if (details.description() != null) {
            document.add(new TextField(Fields.DESCRIPTION, details.description(), Field.Store.YES));
        }
        if (details.brand() != null) {
            addBrand(document, details.brand());
        }
        if (details.category() != null) {
            addCategory(document, details.category(), categories);
        }
        return document;
    }

    /** The value of {@link Fields#IN_STOCK}. */
    static String inStock(boolean inStock) {
        return inStock ? "yes" : "no";
    }

    private static String inStock(StockedProduct stocked) {
        return inStock(stocked.stock().covers(1));
    }

    private static void addBrand(Document document, String brand) {
        document.add(new TextField(Fields.BRAND, brand, Field.Store.NO));
        document.add(new StringField(Fields.BRAND_NAME, brand, Field.Store.YES));
        document.add(new SortedDocValuesField(Fields.BRAND_NAME, new BytesRef(brand)));
    }

    private static void addCategory(Document document, String slug, CategoryTree categories) {
        for (var step : categories.path(slug)) {
            document.add(new StringField(Fields.CATEGORY_SLUG, step, Field.Store.NO));
            document.add(new SortedSetDocValuesField(Fields.CATEGORY_SLUG, new BytesRef(step)));
            var placed = categories.find(step);
            if (placed != null) {
                document.add(
                        new TextField(Fields.CATEGORY, placed.category().name(), Field.Store.NO));
            }
        }
        var own = categories.find(slug);
        if (own != null) {
            document.add(new StoredField(Fields.CATEGORY_SLUG, slug));
            document.add(new StoredField(Fields.CATEGORY_NAME, own.category().name()));
        }
    }

    private static String attributes(StockedProduct stocked) {
        var words = new ArrayList<String>();
        for (var value : stocked.product().details().attributes().values()) {
            words.add(String.valueOf(value));
        }
        return String.join(" ", words);
    }
}
