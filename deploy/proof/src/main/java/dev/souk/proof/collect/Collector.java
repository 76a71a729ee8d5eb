package dev.souk.proof.collect;

import dev.souk.proof.evidence.Evidence;
import dev.souk.proof.evidence.Unjudgeable;
import dev.souk.proof.shop.ShopFolder;
import dev.souk.proof.shop.ShopStatus;

import org.apache.kafka.common.KafkaException;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Waits until a healed shop is quiet, then writes down what lies in it. */
public final class Collector {

    private static final Duration STEP = Duration.ofSeconds(1);

    /** So often in a row nothing may be under way before that is believed. */
    private static final int CALM = 2;

    private final ShopFolder shop;
    private final Tables tables;
    private final Topics topics;
    private final ProviderLog provider;

    public Collector(ShopFolder shop, ShopStatus status) throws IOException {
        this.shop = shop;
        this.tables = new Tables(shop);
        this.topics = new Topics(status.server("kafka"));
        this.provider =
                new ProviderLog(
                        URI.create(status.server("payments")), shop.secret("payments-api-key"));
    }

    /** Returns when nothing is under way, or the limit is over. Whether nothing is. */
    public boolean awaitQuiet(Duration limit, Consumer<String> progress)
            throws InterruptedException {
        var until = System.nanoTime() + limit.toNanos();
        for (var calm = 0; calm < CALM; ) {
            var left = underWay();
            calm = left.isEmpty() ? calm + 1 : 0;
            if (!left.isEmpty()) {
                progress.accept(left);
            }
            if (System.nanoTime() > until) {
                return false;
            }
            Thread.sleep(STEP);
        }
        return true;
    }

    private String underWay() throws InterruptedException {
        try {
            var left =
                    tables.underWay().entrySet().stream()
                            .filter(each -> each.getValue() > 0)
                            .map(each -> each.getValue() + " " + each.getKey())
                            .sorted()
                            .collect(Collectors.joining(", "));
            var unread = left.isEmpty() ? topics.unread() : 0;
            return unread == 0 ? left : unread + " records unread";
        } catch (IOException | SQLException | KafkaException notYet) {
            return String.valueOf(notYet.getMessage());
        }
    }

    /**
     * Writes all evidence beside the history.
     *
     * @throws Unjudgeable where a source doesn't answer
     */
    public void collect(Path run) throws InterruptedException {
        try {
            Files.createDirectories(run.resolve(Evidence.FOLDER));
            tables.collect(run);
            topics.collect(run);
            provider.collect(run);
            new Mailbox(shop.mails()).collect(run);
        } catch (IOException | SQLException | KafkaException e) {
            throw new Unjudgeable("the evidence can't be collected: " + e, e);
        }
    }
}
