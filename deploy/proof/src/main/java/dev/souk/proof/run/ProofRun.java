package dev.souk.proof.run;

import dev.souk.proof.collect.Collector;
import dev.souk.proof.evidence.Evidence;
import dev.souk.proof.evidence.History;
import dev.souk.proof.evidence.JsonLines;
import dev.souk.proof.evidence.Outcome;
import dev.souk.proof.evidence.Recorder;
import dev.souk.proof.evidence.Unjudgeable;
import dev.souk.proof.fault.Injector;
import dev.souk.proof.fault.ProviderProxy;
import dev.souk.proof.load.Burst;
import dev.souk.proof.load.Doors;
import dev.souk.proof.load.Goods;
import dev.souk.proof.load.Http;
import dev.souk.proof.load.LastLook;
import dev.souk.proof.load.Load;
import dev.souk.proof.load.Shelves;
import dev.souk.proof.load.SoldOrders;
import dev.souk.proof.load.Stage;
import dev.souk.proof.planted.Note;
import dev.souk.proof.report.Console;
import dev.souk.proof.report.Figures;
import dev.souk.proof.report.Meter;
import dev.souk.proof.shop.ShopFolder;
import dev.souk.proof.shop.ShopStatus;
import dev.souk.proof.shop.Souk;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** Starts a shop, fills it, lets the clients in, breaks it, heals it, and collects the evidence. */
public final class ProofRun {

    /** An order may come to wait for its shopper only now. */
    private static final int QUIET_ROUNDS = 4;

    private static final Duration QUIET_LIMIT = Duration.ofSeconds(30);
    private static final Duration STEP = Duration.ofSeconds(1);

    /** In it the services' hot code is compiled; its orders are judged, but not in the figures. */
    private static final Duration WARM_UP = Duration.ofSeconds(60);

    /** One client alone would meet them; that of activity stays, and is what invariant 9 checks. */
    private static final List<String> QUOTAS_OFF =
            List.of(
                    "ANONYMOUS",
                    "USER",
                    "CHECKOUT",
                    "REGISTER",
                    "ADMIN",
                    "LOGIN",
                    "LOGIN_ACCOUNT",
                    "LOGIN_ADDRESS");

    private final RunOptions options;
    private final Console console;
    private final Souk souk;
    private final ShopFolder shop;
    private final Meter meter = new Meter();
    private final long start = System.nanoTime();

    public ProofRun(RunOptions options, Console console) {
        this.options = options;
        this.console = console;
        this.souk = new Souk(options.home(), options.shop(), options.folder().resolve("souk.log"));
        this.shop = new ShopFolder(options.shop());
    }

    /**
     * The whole of it; the shop has ended when it returns. Whether the healed shop came to rest.
     *
     * @throws Unjudgeable where the run failed for reasons that say nothing about the shop's
     *     promises
     */
    public boolean run() throws IOException, InterruptedException {
        Files.createDirectories(options.folder());
        var planting = options.planting();
        if (planting != null) {
            Note.write(options.folder(), planting.bug());
        }
        var interrupted = new Thread(this::end);
        Runtime.getRuntime().addShutdownHook(interrupted);
        try (var proxy = ProviderProxy.open()) {
            console.say("starting a shop");
            souk.up(options.upOptions(), environment(proxy));
            return drive(proxy, souk.status());
        } catch (IOException failed) {
            throw new Unjudgeable(String.valueOf(failed.getMessage()), failed);
        } finally {
            if (isFree(interrupted)) {
                end();
            } else {
                interrupted.join();
            }
        }
    }

    /** Whether the hook won't run any more; false where the process has been told to end. */
    private static boolean isFree(Thread hook) {
        try {
            return Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            return false;
        }
    }

    /** Nothing of it stays, however the run ended. */
    private void end() {
        console.say("ending the shop");
        try {
            var _ = souk.run("down");
        } catch (IOException failed) {
            console.say("the shop didn't end: " + failed.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Map<String, String> environment(ProviderProxy proxy) {
        var environment = new HashMap<String, String>();
        QUOTAS_OFF.forEach(policy -> environment.put("SOUK_QUOTA_" + policy, "off"));
        environment.put("SOUK_QUOTA_ACTIVITY", Burst.LIMIT + "/1s");
        environment.put("SOUK_PAYMENTS_URL", proxy.url().toString());
        return environment;
    }

    private boolean drive(ProviderProxy proxy, ShopStatus status)
            throws IOException, InterruptedException {
        proxy.passTo(URI.create(status.server("payments")));
        var history = options.folder().resolve(Evidence.HISTORY);
        try (var http = new Http();
                var recorder = new Recorder(history, this::micros, meter)) {
            var admin = shop.admin();
            var opening = stage(http, status, recorder, Goods.none());
            console.say("filling the shelves");
            var goods = Shelves.fill(opening, admin.text("email"), admin.text("password"));
            var stage = stage(http, status, recorder, goods);
            var target = new Injector.Target(souk, shop, options.nodes(), proxy);
            var injector = new Injector(target, recorder, console::say);
            load(stage, injector, recorder);
            console.say("healing");
            var healed = injector.heal();
            return collect(stage, recorder, healed);
        }
    }

    private static Stage stage(Http http, ShopStatus status, Recorder recorder, Goods goods) {
        return new Stage(
                http,
                new Doors(status.doors()),
                goods,
                recorder,
                new SoldOrders(),
                new CountDownLatch(1));
    }

    private void load(Stage stage, Injector injector, Recorder recorder)
            throws IOException, InterruptedException {
        console.say("letting the clients in");
        var crowd = new Load.Crowd(options.seed(), options.shoppers());
        var load = Load.start(stage, crowd, shop.admin());
        watch(WARM_UP, injector);
        console.say("the nodes are warm; the faults begin");
        var begun = recorder.begin("run", Figures.LOAD, Map.of("seed", options.seed()));
        injector.start(options.plan());
        watch(options.length(), injector);
        console.say("the last faults are healed, the last clients go");
        injector.stop();
        load.stop();
        recorder.end(begun, Outcome.OK, Map.of());
    }

    private void watch(Duration span, Injector injector) throws InterruptedException {
        var from = System.nanoTime();
        for (var last = from; System.nanoTime() - from < span.toNanos(); ) {
            Thread.sleep(STEP);
            var now = System.nanoTime();
            console.live((now - from) / 1e9, meter.line((now - last) / 1e9), injector.underWay());
            last = now;
        }
    }

    private boolean collect(Stage stage, Recorder recorder, ShopStatus status)
            throws IOException, InterruptedException {
        var history = new History(new JsonLines(options.folder().resolve(Evidence.HISTORY)));
        var collector = new Collector(shop, status);
        recorder.flush();
        var look = new LastLook(stage, history);
        console.say("waiting until nothing is under way");
        var quiet = false;
        for (var round = 0; !quiet && round < QUIET_ROUNDS; round++) {
            look.decide();
            quiet = collector.awaitQuiet(QUIET_LIMIT, left -> console.still(left));
        }
        console.say(quiet ? "nothing is under way" : "something is still under way");
        console.say("reading every order as its owner");
        look.read();
        console.say("collecting the evidence");
        collector.collect(options.folder());
        return quiet;
    }

    private long micros() {
        return (System.nanoTime() - start) / 1_000;
    }
}
