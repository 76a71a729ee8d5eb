package dev.souk.cluster.events;

import dev.souk.contract.Topic;

import io.vertx.core.Vertx;

/**
 * A node of the tests' service as a process: the database's address, the brokers, the service, the
 * mode of its relay, and the group that counts effects, or none. Ends with its standard input.
 */
final class RelayMain {

    private RelayMain() {}

    public static void main(String[] args) {
        try {
            run(args);
            Runtime.getRuntime().halt(0);
        } catch (Exception failed) {
            failed.printStackTrace();
            Runtime.getRuntime().halt(1);
        }
    }

    private static void run(String[] args) throws Exception {
        var mode = RelayMode.valueOf(args[3]);
        var service =
                TestService.start(
                        Vertx.vertx(), args[0], TestService.events(args[2], args[1], mode));
        if (args.length > 4) {
            service.read(
                    Topic.keptByTime(args[2]),
                    args[4],
                    (tx, event) -> TestService.count(tx, args[4], event));
        }
        System.out.println("ready");
        while (System.in.read() >= 0) {
            // Nothing is said; the end is what counts.
        }
    }
}
