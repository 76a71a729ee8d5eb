package dev.souk.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.souk.local.progress.Refused;
import dev.souk.local.shop.Parts;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The demo catalog, loaded through the public API as anybody would load theirs. What is there
 * already is left alone, so an interrupted load is taken up where it ended; once it is complete, a
 * mark in the data folder says so, and a product that the shopkeeper deletes stays deleted.
 */
public final class DemoCatalog {

    private static final String RESOURCE = "/dev/souk/local/demo-catalog.json";
    private static final int AT_ONCE = 8;
    private static final int EACH = 50;
    private static final int CREATED = 201;
    private static final Set<String> THERE_ALREADY =
            Set.of("sku-taken", "slug-taken", "category-taken");

    private final Parts parts;

    public DemoCatalog(Parts parts) {
        this.parts = parts;
    }

    /** Loads what is missing. */
    public void load() throws IOException, InterruptedException {
        var door =
                parts.stack().records().nodes().stream()
                        .map(record -> record.url())
                        .filter(url -> !url.isEmpty())
                        .findFirst();
        if (door.isEmpty() || Files.exists(parts.folder().demoMark())) {
            return;
        }
        parts.progress().begins("the demo catalog");
        try {
            load(new ShopApi(door.get()), read());
            Files.createFile(parts.folder().demoMark());
        } finally {
            parts.progress().ends("the demo catalog");
        }
    }

    private void load(ShopApi shop, JsonNode catalog) throws IOException, InterruptedException {
        shop.logIn(parts.credentials());
        for (var category : catalog.path("categories")) {
            create(shop, "/v1/categories", category);
        }
        var products = catalog.path("products");
        var loaded = new AtomicInteger();
        var permits = new Semaphore(AT_ONCE);
        var tasks = new ArrayList<Callable<Void>>();
        for (var product : products) {
            tasks.add(
                    () -> {
                        permits.acquire();
                        try {
                            create(shop, "/v1/products", product);
                        } finally {
                            permits.release();
                        }
                        tell(loaded.incrementAndGet(), products.size());
                        return null;
                    });
        }
        run(tasks);
    }

    private void tell(int loaded, int all) {
        if (loaded % EACH == 0 || loaded == all) {
            parts.progress().say("demo catalog: " + loaded + " of " + all + " products");
        }
    }

    private static void create(ShopApi shop, String path, JsonNode body)
            throws IOException, InterruptedException {
        var answer = shop.post(path, body);
        if (answer.status() != CREATED && !THERE_ALREADY.contains(answer.code())) {
            throw new Refused(
                    "the demo catalog can't be loaded: POST %s answers %d %s"
                            .formatted(path, answer.status(), answer.body()));
        }
    }

    private static void run(List<Callable<Void>> tasks) throws IOException, InterruptedException {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var task : executor.invokeAll(tasks)) {
                task.get();
            }
        } catch (ExecutionException failed) {
            switch (failed.getCause()) {
                case Refused refused -> throw refused;
                case IOException io -> throw io;
                case null, default -> throw new IOException(failed.getCause());
            }
        }
    }

    private static JsonNode read() throws IOException {
        try (var in =
                Objects.requireNonNull(DemoCatalog.class.getResourceAsStream(RESOURCE), RESOURCE)) {
            return new ObjectMapper().readTree(in);
        }
    }
}
