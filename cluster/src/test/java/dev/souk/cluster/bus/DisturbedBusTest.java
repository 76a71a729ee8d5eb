package dev.souk.cluster.bus;

import static dev.souk.cluster.bus.BusFixture.DO;
import static dev.souk.cluster.bus.BusFixture.reasonOf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.cluster.bus.BusFixture.Said;
import dev.souk.cluster.bus.BusFixture.Say;
import dev.souk.cluster.config.Settings;
import dev.souk.contract.Reason;

import io.vertx.core.Future;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** What the setting {@code SOUK_BUS_FAULTS} does to the messages of a node called {@code me-1}. */
class DisturbedBusTest {

    private final BusFixture bus = new BusFixture();
    private final Settings settings = Settings.of(Map.of());

    DisturbedBusTest() {
        BusFaults.follow(bus.vertx, "me-1", settings, new Random(1));
    }

    @AfterEach
    void close() throws Exception {
        bus.close();
    }

    @Test
    void disturbsNothingByDefault() throws Exception {
        bus.start("n1");

        assertThat(bus.ask("x").by()).isEqualTo("n1");
    }

    @Test
    void losesWhatANodeSendsThatIsCutOff() throws Exception {
        var node = bus.node("n1");
        set("cut=me-1");

        assertThat(reasonOf(command(Duration.ofMillis(300)))).isEqualTo(Reason.DEADLINE_EXCEEDED);
        assertThat(node.calls).isZero();
    }

    @Test
    void leavesOtherNodesAlone() throws Exception {
        bus.start("n1");
        set("cut=other-1");

        assertThat(bus.ask("x").by()).isEqualTo("n1");
    }

    @Test
    void healsWhenTheSettingIsOff() throws Exception {
        bus.start("n1");
        set("cut=me-1");
        set("off");

        assertThat(bus.ask("x").by()).isEqualTo("n1");
    }

    @Test
    void hasTheReceiverWorkTwiceAndTheSenderHearOnce() throws Exception {
        var node = bus.node("n1");
        set("double=99");

        assertThat(command(Duration.ofSeconds(5)).await(5, TimeUnit.SECONDS).by()).isEqualTo("n1");
        bus.until(() -> node.calls == 2);
    }

    @Test
    void bringsLateWhatItDelays() throws Exception {
        var node = bus.node("n1");
        set("delay=99@20");

        assertThat(command(Duration.ofSeconds(5)).await(5, TimeUnit.SECONDS).by()).isEqualTo("n1");
        assertThat(node.calls).isOne();
    }

    @Test
    void losesAShareOfTheMessages() throws Exception {
        var node = bus.node("n1");
        set("drop=50");
        for (var call = 0; call < 30; call++) {
            var _ = command(Duration.ofMillis(50)).otherwiseEmpty().await(5, TimeUnit.SECONDS);
        }

        assertThat(node.calls).isBetween(1, 29);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cut=", "drop=100", "drop=-1", "delay=5", "on", "cut=a,,drop=1", ""})
    void takesOnlyWhatItUnderstands(String text) {
        assertThat(BusFaultSetting.isOne(text)).isFalse();
    }

    @Test
    void readsSeveralTerms() {
        var setting = BusFaultSetting.parse("cut=order-1,cut=user-2,drop=2,double=5,delay=20@300");

        assertThat(setting.cuts("order-1")).isTrue();
        assertThat(setting.cuts("user-2")).isTrue();
        assertThat(setting.cuts("order-2")).isFalse();
        assertThat(setting)
                .extracting(
                        BusFaultSetting::drop,
                        BusFaultSetting::twice,
                        BusFaultSetting::delay,
                        BusFaultSetting::delayMillis)
                .containsExactly(2, 5, 20, 300L);
    }

    private void set(String text) {
        settings.liveValues().replace(Map.of("SOUK_BUS_FAULTS", text));
    }

    private Future<Said> command(Duration limit) {
        return bus.friend.call(DO, new Say("x"), bus.within(limit));
    }
}
