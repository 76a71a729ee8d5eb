package dev.souk.cluster.bus;

import dev.souk.cluster.config.ConfigKey;
import dev.souk.cluster.config.Settings;

import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryContext;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Loses, delays and repeats messages of this node's event bus on purpose, or all of them, as a
 * network does at its worst; for proof runs. Off unless the live setting {@code SOUK_BUS_FAULTS}
 * says otherwise, and then nothing of it is in the way of a message. Every change of it is a
 * warning in the log.
 */
public final class BusFaults {

    /** Which faults there are; {@code off} for none. */
    public static final ConfigKey<String> KEY =
            ConfigKey.text("SOUK_BUS_FAULTS")
                    .where(
                            BusFaultSetting::isOne,
                            "off, or as in cut=order-1,drop=2,double=5,delay=20@300")
                    .or(BusFaultSetting.OFF)
                    .live();

    private static final Logger LOG = LoggerFactory.getLogger(BusFaults.class);
    private static final String REPEATED = "souk-repeated";

    private final Vertx vertx;
    private final String nodeName;
    private final Supplier<String> text;
    private final RandomGenerator random;
    private final Handler<DeliveryContext<Object>> outgoing = this::send;
    private final Handler<DeliveryContext<Object>> incoming = this::receive;
    private BusFaultSetting setting = BusFaultSetting.NONE;

    private BusFaults(Vertx vertx, String nodeName, Supplier<String> text, RandomGenerator random) {
        this.vertx = vertx;
        this.nodeName = nodeName;
        this.text = text;
        this.random = random;
    }

    /**
     * Has a node's bus follow the setting for as long as its Vert.x lives.
     *
     * @param random must be safe for use by several threads
     */
    public static void follow(
            Vertx vertx, String nodeName, Settings settings, RandomGenerator random) {
        var faults = new BusFaults(vertx, nodeName, settings.live(KEY), random);
        settings.liveValues().onChange(faults::change);
        faults.change();
    }

    private synchronized void change() {
        var next = BusFaultSetting.parse(text.get());
        if (next.equals(setting)) {
            return;
        }
        LOG.atWarn()
                .addKeyValue("faults", next.isNone() ? BusFaultSetting.OFF : text.get())
                .addKeyValue("cut", next.cuts(nodeName))
                .log("messages of the bus are disturbed on purpose");
        if (setting.isNone()) {
            vertx.eventBus().addOutboundInterceptor(outgoing);
            vertx.eventBus().addInboundInterceptor(incoming);
        } else if (next.isNone()) {
            vertx.eventBus().removeOutboundInterceptor(outgoing);
            vertx.eventBus().removeInboundInterceptor(incoming);
        }
        setting = next;
    }

    private synchronized BusFaultSetting setting() {
        return setting;
    }

    private void send(DeliveryContext<Object> context) {
        var now = setting();
        if (now.cuts(nodeName) || happens(now.drop())) {
            return;
        }
        if (context.send() && happens(now.twice())) {
            repeat(context.message(), context.body());
        }
        if (happens(now.delay())) {
            vertx.setTimer(now.delayMillis(), _ -> context.next());
        } else {
            context.next();
        }
    }

    private void receive(DeliveryContext<Object> context) {
        if (!setting().cuts(nodeName)) {
            context.next();
        }
    }

    /**
     * The same message once more: its receiver works twice, and its sender hears one answer. A
     * reply needs no repeating, since nobody waits for a second. A message that leaves the node
     * tells its body only to the one that delivers it.
     */
    private void repeat(Message<Object> message, Object body) {
        if (message.replyAddress() != null && !message.headers().contains(REPEATED)) {
            var headers =
                    MultiMap.caseInsensitiveMultiMap()
                            .addAll(message.headers())
                            .set(REPEATED, "true");
            var again = new DeliveryOptions().setHeaders(headers);
            vertx.eventBus().send(message.address(), body, again);
        }
    }

    private boolean happens(int percent) {
        return percent > 0 && random.nextInt(100) < percent;
    }
}
