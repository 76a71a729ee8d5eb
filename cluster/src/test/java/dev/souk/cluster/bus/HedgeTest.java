package dev.souk.cluster.bus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.contract.Reason;
import dev.souk.contract.ServiceFailure;

import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which of two nodes that work on one read is heard. */
class HedgeTest {

    private static final RawReply WELL = reply(200);
    private static final RawReply OTHER = reply(404);

    private final Promise<RawReply> first = Promise.promise();
    private final Promise<RawReply> second = Promise.promise();
    private final Hedge hedge = new Hedge(first.future());

    @Test
    void isTheFirstNodesAnswerWhenItIsAlone() {
        first.complete(WELL);
        assertThat(hedge.answer().result()).isSameAs(WELL);
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void isTheFirstNodesFailureWhenItIsAlone(Reason reason) {
        first.fail(failure(reason));
        assertThat(reason()).isEqualTo(reason);
    }

    @Test
    void isTheAnswerThatComesFirst() {
        hedge.with(second.future());
        second.complete(OTHER);
        assertThat(hedge.answer().result()).isSameAs(OTHER);
        first.complete(WELL);
        assertThat(hedge.answer().result()).isSameAs(OTHER);
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void aRefusalIsAnAnswerAndAFaultIsNone(Reason reason) {
        hedge.with(second.future());
        second.fail(failure(reason));
        assertThat(hedge.answer().isComplete())
                .isEqualTo(!reason.isFault() && !reason.isUntouched());
    }

    @Test
    void aReplyThatTellsOfAFaultWaitsForTheOther() {
        hedge.with(second.future());
        first.complete(reply(500));
        assertThat(hedge.answer().isComplete()).isFalse();
        second.complete(WELL);
        assertThat(hedge.answer().result()).isSameAs(WELL);
    }

    @Test
    void isWhatTheFirstNodeSaidWhenBothFail() {
        hedge.with(second.future());
        first.fail(failure(Reason.DEADLINE_EXCEEDED));
        assertThat(hedge.answer().isComplete()).isFalse();
        second.fail(failure(Reason.OVERLOADED));
        assertThat(reason()).isEqualTo(Reason.DEADLINE_EXCEEDED);
    }

    @Test
    void isWhatTheFirstNodeSaidAlsoWhenTheSecondFailsBefore() {
        hedge.with(second.future());
        second.fail(failure(Reason.OVERLOADED));
        first.fail(failure(Reason.UNAVAILABLE));
        assertThat(reason()).isEqualTo(Reason.UNAVAILABLE);
    }

    private Reason reason() {
        return ((ServiceFailure) hedge.answer().cause()).reason();
    }

    private static ServiceFailure failure(Reason reason) {
        return ServiceFailure.of(reason, "no");
    }

    private static RawReply reply(int status) {
        return RawReply.of(status, MultiMap.caseInsensitiveMultiMap(), Buffer.buffer());
    }
}
