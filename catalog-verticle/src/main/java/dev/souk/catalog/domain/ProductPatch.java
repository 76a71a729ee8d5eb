package dev.souk.catalog.domain;

import dev.souk.contract.Money;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a merge patch (RFC 7396) says about a product. What a product can't be without stays when it
 * is to be cleared.
 *
 * @param attributes the change of each named attribute
 * @param clearAttributes whether all attributes go before the named ones change
 */
public record ProductPatch(
        Change<String> name,
        Change<String> description,
        Change<String> category,
        Change<String> brand,
        Change<Long> amount,
        Change<String> currency,
        Change<List<String>> images,
        Map<String, Change<Object>> attributes,
        boolean clearAttributes,
        Change<Integer> maxPerCustomer,
        Change<StockMode> stockMode) {

    public ProductPatch {
        attributes = Map.copyOf(attributes);
    }

    /** The details after the patch. */
    public ProductDetails apply(ProductDetails old) {
        return new ProductDetails(
                name.apply(old.name(), old.name()),
                description.apply(old.description()),
                category.apply(old.category()),
                brand.apply(old.brand()),
                price(old.price()),
                images.apply(old.images(), List.of()),
                merged(old.attributes()),
                maxPerCustomer.apply(old.maxPerCustomer()));
    }

    private Money price(Money old) {
        return new Money(
                amount.apply(old.amount(), old.amount()),
                currency.apply(old.currency(), old.currency()));
    }

    private Map<String, Object> merged(Map<String, Object> old) {
        var next = new TreeMap<String, Object>(clearAttributes ? Map.of() : old);
        attributes.forEach(
                (name, change) -> {
                    switch (change) {
                        case Change.Keep<Object>() -> {}
                        case Change.Clear<Object>() -> next.remove(name);
                        case Change.Set<Object>(Object value) -> next.put(name, value);
                    }
                });
        return next;
    }
}
