package dev.souk.proof.load;

import dev.souk.proof.load.Client.Call;

import java.time.Duration;
import java.util.Map;

/** Somebody who logs in and out, and tries at every gateway whether the old token is still good. */
final class Sessions implements Visitor {

    private static final int ROUNDS = 3;
    private static final Duration BOUND = Duration.ofMillis(1_050);

    private final Client client;
    private final Account account;

    Sessions(Client client, String run) {
        this.client = client;
        this.account = new Account(client, run);
    }

    @Override
    public void arrive() throws InterruptedException {
        account.open();
    }

    @Override
    public void visit() throws InterruptedException {
        while (!client.stage().isOver()) {
            use();
            if (logOut()) {
                for (var round = 0; round < ROUNDS; round++) {
                    client.stage().pause(BOUND);
                    use();
                }
            }
            client.stage().pause(Duration.ofMillis(client.random().nextInt(4_000)));
            if (!account.logIn()) {
                return;
            }
        }
    }

    private boolean logOut() throws InterruptedException {
        var asked = Map.of("session", account.session());
        var request = Request.delete("/v1/sessions/current", account.token());
        return client.call("log-out", asked, request, Answer::brief).isOk();
    }

    private void use() throws InterruptedException {
        for (var door : client.stage().doors().all()) {
            var asked = Map.of("session", account.session(), "door", door.toString());
            var call = new Call("use-session", asked, account.me(), Answer::brief);
            var _ = client.at(door, call);
        }
    }
}
