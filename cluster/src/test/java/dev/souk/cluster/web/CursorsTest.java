package dev.souk.cluster.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.contract.ServiceFailure;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.List;

class CursorsTest {

    private final Cursors cursors =
            new Cursors("0123456789abcdef".getBytes(StandardCharsets.UTF_8));

    @Property
    void opensWhatItSealed(
            @ForAll String filter,
            @ForAll @Size(max = 5) List<@StringLength(max = 50) String> keys) {
        var storable = keys.stream().filter(PlainText::isStorable).toList();

        assertThat(cursors.open(filter, cursors.seal(filter, storable))).isEqualTo(storable);
    }

    @Property
    void refusesEveryChangedCursor(@ForAll @IntRange(max = 200) int at, @ForAll char other) {
        var cursor = cursors.seal("all", List.of("2026-01-01", "7"));
        var index = at % cursor.length();
        var changed = cursor.substring(0, index) + other + cursor.substring(index + 1);

        if (!changed.equals(cursor)) {
            assertRefused("all", changed);
        }
    }

    @Test
    void refusesACursorOfAnotherFilter() {
        assertRefused("customer=2", cursors.seal("customer=1", List.of("7")));
    }

    @Test
    void refusesNonsense() {
        assertRefused("all", "");
        assertRefused("all", "?");
        assertRefused("all", "A".repeat(10_000));
    }

    private void assertRefused(String filter, String cursor) {
        assertThatThrownBy(() -> cursors.open(filter, cursor))
                .isInstanceOfSatisfying(
                        ServiceFailure.class,
                        refused -> assertThat(refused.code()).isEqualTo("invalid-cursor"));
    }
}
