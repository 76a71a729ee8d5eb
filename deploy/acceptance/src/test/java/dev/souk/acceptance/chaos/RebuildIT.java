package dev.souk.acceptance.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import dev.souk.acceptance.stack.Client;
import dev.souk.acceptance.stack.OrderTables;
import dev.souk.acceptance.stack.Shop;
import dev.souk.acceptance.stack.Stack;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

@Tag("full")
class RebuildIT {

    private static final int ORDERS = 100_000;
    private static final int PER_SECOND = 100;
    private static final Duration LIMIT = Duration.ofMinutes(10);

    private final Stack stack = Stack.of(Stack.Kind.SIX_PROCESSES);
    private final Shop shop = Shop.of(stack);
    private final List<URI> gateways = stack.gateways();
    private final Mix mix = Shoppers.mix(stack);

    @Test
    void aHundredThousandOrdersAreRebuiltWhileTheShopGoesOn() throws Exception {
        takeSomeOrders();
        try (var tables = OrderTables.of(stack)) {
            tables.copyConfirmed(ORDERS);
        }
        rebuildUnderLoad();
    }

    private void takeSomeOrders() throws InterruptedException {
        try (var load = Load.start(() -> gateways, mix::next, 16, PER_SECOND)) {
            TimeUnit.SECONDS.sleep(30);
            load.stop();
        }
    }

    private void rebuildUnderLoad() throws Exception {
        var admin = shop.admin();
        var customer = new Customer(shop.newShopper(), shop.newProduct(ORDERS));
        try (var load = Load.start(() -> gateways, mix::next, 32, PER_SECOND);
                var tables = OrderTables.of(stack)) {
            var buying = Thread.startVirtualThread(customer::buy);
            var percents = rebuild(admin);
            TimeUnit.SECONDS.sleep(5);
            customer.enough.set(true);
            buying.join();
            var outcomes = load.stop();

            System.out.println("rebuild: " + percents + "; " + new Tally(outcomes));
            assertThat(outcomes).filteredOn(outcome -> !outcome.isSuccess()).isEmpty();
            assertThat(percents).isSorted().endsWith(100).hasSizeGreaterThan(5);
            assertThat(customer.wrong).isEmpty();
            assertThat(customer.read).hasPositiveValue();
            assertThat(tables.count()).isGreaterThan(ORDERS);
            assertThat(tables.stale()).isZero();
        }
    }

    /** The percentages that were shown on the way, each once. */
    private static List<Integer> rebuild(Client admin) throws InterruptedException {
        assertThat(admin.post("/v1/projections/orders/rebuild", Map.of()).status()).isEqualTo(202);
        var shown = new ArrayList<Integer>();
        var end = System.nanoTime() + LIMIT.toNanos();
        for (var state = "running"; state.equals("running"); ) {
            assertThat(System.nanoTime()).as("not in time; so far %s", shown).isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(250);
            var progress = admin.get("/v1/projections/orders").body();
            var percent = progress.path("percent").asInt();
            if (shown.isEmpty() || shown.getLast() != percent) {
                shown.add(percent);
            }
            state = progress.path("state").asText();
        }
        return shown;
    }

    /**
     * Orders all the time, and reads what was ordered before: it must never be older than it was.
     */
    private static final class Customer {

        private static final int REMEMBERED = 20;

        private final Client client;
        private final JsonNode product;
        private final Map<String, Long> versions = new LinkedHashMap<>();
        private final AtomicBoolean enough = new AtomicBoolean();
        private final AtomicInteger read = new AtomicInteger();
        private final Queue<String> wrong = new ConcurrentLinkedQueue<>();

        Customer(Client client, JsonNode product) {
            this.client = client;
            this.product = product;
        }

        void buy() {
            while (!enough.get()) {
                var reply = Shop.place(client, product, 1, "tok_visa");
                if (reply.status() == 201) {
                    versions.put(reply.string("/id"), reply.body().path("version").asLong());
                } else {
                    wrong.add("not placed: " + reply);
                }
                if (versions.size() > REMEMBERED) {
                    versions.remove(versions.keySet().iterator().next());
                }
                versions.forEach(this::readAgain);
            }
        }

        private void readAgain(String id, long version) {
            var reply = client.get("/v1/orders/" + id);
            if (reply.status() != 200 || reply.body().path("version").asLong() < version) {
                wrong.add("was at version " + version + ": " + reply);
            }
            read.incrementAndGet();
        }
    }
}
