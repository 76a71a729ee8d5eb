package dev.souk.catalog.domain;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SlugTest {

    @ParameterizedTest
    @CsvSource({
        "Café au lait cup,cafe-au-lait-cup",
        "  Größe  XL!! ,grosse-xl",
        "Smørrebrød & Œuvre,smorrebrod-uvre",
        "100% cotton T-shirt,100-cotton-t-shirt",
        "日本,product"
    })
    void foldsANameIntoPlainLetters(String name, String slug) {
        assertThat(Slug.of(name)).isEqualTo(slug);
    }

    @Property
    void isAlwaysPlainAndNeverEmpty(@ForAll String name) {
        assertThat(Slug.of(name)).matches("[a-z0-9]+(-[a-z0-9]+)*").hasSizeLessThanOrEqualTo(120);
    }
}
