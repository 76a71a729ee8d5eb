package dev.souk.loadtest.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class LoadProfileTest {

    @ParameterizedTest
    @EnumSource
    void isFoundByItsNameInLowerCase(LoadProfile profile) {
        assertThat(LoadProfile.named(profile.name().toLowerCase(java.util.Locale.ROOT)))
                .isSameAs(profile);
    }

    @ParameterizedTest
    @EnumSource
    void bringsASingleShopperToo(LoadProfile profile) {
        assertThat(profile.arrivals(1)).isNotEmpty().doesNotContainNull();
    }
}
