package dev.souk.cluster.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.cluster.config.KnownKeys.KnownKey;

import org.junit.jupiter.api.Test;

final class KnownKeysTest {

    private final KnownKeys souk = KnownKeys.ofSouk();

    @Test
    void describesEachKey() {
        assertThat(souk.rows())
                .isNotEmpty()
                .allSatisfy(
                        row -> {
                            assertThat(row.name()).startsWith("SOUK_");
                            assertThat(row.owner()).isNotBlank();
                            assertThat(row.description()).isNotBlank();
                        });
    }

    @Test
    void namesEachKeyOnce() {
        assertThat(souk.rows()).extracting(KnownKey::name).doesNotHaveDuplicates();
    }

    @Test
    void coversNamesByPattern() {
        assertThat(souk.find("SOUK_ORDER_DATABASE_URL")).map(KnownKey::secret).contains(true);
        assertThat(souk.find("SOUK_QUOTA_CHECKOUT")).map(KnownKey::live).contains(true);
        assertThat(souk.knows("SOUK_ORDER_DATABASE_URL_FILE")).isTrue();
        assertThat(souk.knows("SOUK_DATABASE_URL")).isFalse();
        assertThat(souk.knows("SOUK_QUOTA_")).isFalse();
        assertThat(souk.knows("SOUK_CLUSTER_HOST_FILE")).isFalse();
    }

    @Test
    void refusesATableWithABrokenRow() {
        assertThatThrownBy(() -> KnownKeys.parse("name\towner\nSOUK_X\tnode\n"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("SOUK_X");
    }
}
