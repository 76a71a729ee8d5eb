package dev.souk.order.store;

import static dev.souk.order.store.StoreFixture.await;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.order.app.ProviderReferences;
import dev.souk.order.app.ProviderReferences.Kind;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PgProviderReferencesIT {

    @SuppressWarnings("NullAway.Init")
    private StoreFixture fixture;

    @SuppressWarnings("NullAway.Init")
    private ProviderReferences references;

    @BeforeAll
    void open() {
        fixture = new StoreFixture();
        references = new PgProviderReferences(fixture.database);
    }

    @AfterAll
    void close() {
        fixture.close();
    }

    @Test
    void keepsWhatWasBegunFirst() {
        var first = await(references.begin("a", Kind.AUTHORIZATION, null));
        await(references.learn("a", "pi_1"));

        var again = await(references.begin("a", Kind.AUTHORIZATION, null));

        assertThat(first.reference()).isNull();
        assertThat(again.reference()).isEqualTo("pi_1");
        assertThat(again.askedAt()).isEqualTo(first.askedAt()).isNotNull();
        assertThat(await(references.find("a"))).contains(again);
    }

    @Test
    void withdrawsWhatWasNeverSentSoThatItNeverIs() {
        assertThat(await(references.withdraw("b")).askedAt()).isNull();

        var late = await(references.begin("b", Kind.AUTHORIZATION, null));

        assertThat(late.isWithdrawn()).isTrue();
        assertThat(late.askedAt()).isNull();
    }

    @Test
    void withdrawsWhatMayHaveBeenSent() {
        await(references.begin("c", Kind.AUTHORIZATION, null));
        await(references.learn("c", "pi_3"));

        var withdrawn = await(references.withdraw("c"));

        assertThat(withdrawn.isWithdrawn()).isTrue();
        assertThat(withdrawn.askedAt()).isNotNull();
        assertThat(withdrawn.reference()).isEqualTo("pi_3");
    }

    @Test
    void knowsNothingOfOtherKeys() {
        assertThat(await(references.find("never"))).isEmpty();
    }
}
