package dev.souk.proof.load;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** A client's account, made by itself, and its session. */
final class Account {

    static final String PASSWORD = "seven purple teapots sing";

    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Client client;
    private final String email;
    private String id = "";
    private String token = "";
    private String session = "";

    /**
     * @param run makes the address this run's own
     */
    Account(Client client, String run) {
        this.client = client;
        this.email = "%s.%s@proof.test".formatted(client.name(), run);
    }

    String id() {
        return id;
    }

    String token() {
        return token;
    }

    String session() {
        return session;
    }

    /** Registers and logs in; goes on trying until it is done. */
    void open() throws InterruptedException {
        while (!register()) {
            client.stage().pause(PAUSE);
        }
        var _ = logIn();
    }

    /** An address that is taken after an unknown outcome is this client's own. */
    private boolean register() throws InterruptedException {
        var body = Map.of("email", email, "password", PASSWORD, "name", client.name());
        var answer =
                client.call(
                        "register",
                        Map.of("email", email),
                        Request.post("/v1/users", "", body),
                        Account::registered);
        return answer.isOk() || answer.status() == 409;
    }

    private static Map<String, Object> registered(Answer answer) {
        var told = new HashMap<>(answer.brief());
        told.put("customer", answer.body().text("id"));
        return told;
    }

    /** Logs in; goes on trying until it is done, or time to go home. */
    boolean logIn() throws InterruptedException {
        var body = Map.of("email", email, "password", PASSWORD);
        while (true) {
            var answer =
                    client.call(
                            "log-in",
                            Map.of("email", email),
                            Request.post("/v1/sessions", "", body),
                            Account::loggedIn);
            if (answer.isOk()) {
                token = answer.body().text("accessToken");
                session = answer.location();
                return !id.isEmpty() || knowMyself();
            }
            if (client.stage().isOver()) {
                return false;
            }
            client.stage().pause(PAUSE);
        }
    }

    private static Map<String, Object> loggedIn(Answer answer) {
        var told = new HashMap<>(answer.brief());
        told.put("session", answer.location());
        return told;
    }

    private boolean knowMyself() throws InterruptedException {
        while (!client.stage().isOver()) {
            var asked = Map.of("email", email);
            var answer = client.call("who-am-i", asked, me(), Account::registered);
            if (answer.isOk()) {
                id = answer.body().text("id");
                return true;
            }
            client.stage().pause(PAUSE);
        }
        return false;
    }

    /** The request for one's own profile. */
    Request me() {
        return Request.get("/v1/users/me", token);
    }
}
