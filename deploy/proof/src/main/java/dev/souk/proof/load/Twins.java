package dev.souk.proof.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Somebody who presses the button several times: equal requests at once, at all gateways. */
final class Twins implements Visitor {

    private static final int EQUAL = 4;

    private final Client client;
    private final Account account;
    private final Checkout checkout;

    Twins(Client client, String run) {
        this.client = client;
        this.account = new Account(client, run);
        this.checkout = new Checkout(client, account);
    }

    @Override
    public void arrive() throws InterruptedException {
        account.open();
    }

    @Override
    public void visit() throws InterruptedException {
        while (!client.stage().isOver()) {
            var wish = checkout.any();
            if (atOnce(wish) == 401) {
                var _ = account.logIn();
            }
            client.stage().pause(Duration.ofMillis(700L + client.random().nextInt(1_500)));
        }
    }

    /** The status of the last that answered. */
    private int atOnce(Checkout.Wish wish) throws InterruptedException {
        var call = checkout.call(wish);
        var doors = client.stage().doors().all();
        var sent = new ArrayList<Future<Answer>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < EQUAL; i++) {
                var door = doors.get(i % doors.size());
                sent.add(threads.submit(() -> client.at(door, call)));
            }
        }
        try {
            return sent.getLast().get().status();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a request was not made", e.getCause());
        }
    }
}
