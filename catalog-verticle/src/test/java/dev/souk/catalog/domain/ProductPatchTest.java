package dev.souk.catalog.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.catalog.domain.Change.Clear;
import dev.souk.catalog.domain.Change.Keep;
import dev.souk.contract.Money;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

final class ProductPatchTest {

    private static final ProductDetails OLD =
            new ProductDetails(
                    "Mug",
                    "A mug",
                    "mugs",
                    "Potter",
                    new Money(900, "EUR"),
                    List.of("https://img.test/1.jpg"),
                    Map.of("colour", "blue", "volume", 300),
                    5);

    @Test
    void keepsWhatItDoesNotName() {
        assertThat(patch(new Keep<>(), new Keep<>(), Map.of(), false).apply(OLD)).isEqualTo(OLD);
    }

    @Test
    void clearsWhatMayBeMissingAndKeepsWhatMayNot() {
        var cleared = patch(new Clear<>(), new Clear<>(), Map.of(), true).apply(OLD);

        assertThat(cleared.description()).isNull();
        assertThat(cleared.name()).isEqualTo("Mug");
        assertThat(cleared.attributes()).isEmpty();
    }

    @Test
    void mergesAttributesOneByOne() {
        var changed =
                patch(
                                new Change.Set<>("Cup"),
                                new Keep<>(),
                                Map.of(
                                        "colour", new Clear<>(),
                                        "volume", new Change.Set<>(250),
                                        "glazed", new Change.Set<>(true)),
                                false)
                        .apply(OLD);

        assertThat(changed.name()).isEqualTo("Cup");
        assertThat(changed.attributes()).isEqualTo(Map.of("volume", 250, "glazed", true));
    }

    @Test
    void changesThePriceOrItsCurrencyAlone() {
        var patch =
                new ProductPatch(
                        new Keep<>(),
                        new Keep<>(),
                        new Keep<>(),
                        new Keep<>(),
                        new Change.Set<>(950L),
                        new Keep<>(),
                        new Keep<>(),
                        Map.of(),
                        false,
                        new Clear<>(),
                        new Keep<>());

        assertThat(patch.apply(OLD).price()).isEqualTo(new Money(950, "EUR"));
        assertThat(patch.apply(OLD).maxPerCustomer()).isNull();
    }

    private static ProductPatch patch(
            Change<String> name,
            Change<String> description,
            Map<String, Change<Object>> attributes,
            boolean clearAttributes) {
        return new ProductPatch(
                name,
                description,
                new Keep<>(),
                new Keep<>(),
                new Keep<>(),
                new Keep<>(),
                new Keep<>(),
                attributes,
                clearAttributes,
                new Keep<>(),
                new Keep<>());
    }
}
