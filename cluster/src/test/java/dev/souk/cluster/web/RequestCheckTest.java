package dev.souk.cluster.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.souk.cluster.bus.CallContext;
import dev.souk.cluster.bus.Deadline;
import dev.souk.contract.Principal;
import dev.souk.contract.ServiceFailure;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

class RequestCheckTest {

    private static final String ID = "018f0000-0000-7000-8000-000000000001";
    private static final Principal USER = new Principal("u", "s", Set.of("customer"));
    private static final Principal EDITOR = new Principal("u", "s", Set.of("editor"));

    private final Fragment notes = Fragment.compile("dev/souk/cluster/web/notes.yaml");

    @Test
    void letsAGoodRequestThrough() {
        var call = call("write-note", "{\"text\":\"a\",\"copies\":3}");

        assertThat(call.json().path("copies").asInt()).isEqualTo(3);
        assertThat(call.body(Note.class)).isEqualTo(new Note("a", 3));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {"text":"a","roles":["admin"]}                | unknown-field   | /roles
                    {"text":"a","lines":[{"x":1}]}                | unknown-field   | /lines/0/x
                    {"text":"a","price":{"amount":1,"currency":"EUR","vat":1}} | unknown-field | /price/vat
                    {}                                            | invalid-request | /text
                    {"text":7}                                    | invalid-request | /text
                    {"text":""}                                   | invalid-request | /text
                    {"text":"a\\u0000b"}                           | invalid-request | /text
                    {"text":"\\ud800"}                             | invalid-request | /text
                    {"text":"a","copies":0}                       | invalid-request | /copies
                    {"text":"a","copies":-1}                      | invalid-request | /copies
                    {"text":"a","copies":1.0}                     | invalid-request | /copies
                    {"text":"a","copies":1e2}                     | invalid-request | /copies
                    {"text":"a","copies":"3"}                     | invalid-request | /copies
                    {"text":"a","copies":99999999999999999999999} | invalid-request | /copies
                    {"text":"a","copies":null}                    | invalid-request | /copies
                    {"text":"a","price":{"amount":12.5,"currency":"EUR"}}  | invalid-request | /price/amount
                    {"text":"a","price":{"amount":1,"currency":"eur"}}     | invalid-request | /price/currency
                    {"text":"a","lines":[{"at":"yesterday"}]}     | invalid-request | /lines/0/at
                    {"text":"a","lines":[{"key":"a\\n"}]}          | invalid-request | /lines/0/key
                    {"text":"a","lines":[{},{},{},{}]}            | invalid-request | /lines
                    [1]                                           | invalid-request | ``
                    """)
    void saysWhatIsWrongWithABodyAndWhere(String body, String code, String pointer) {
        var refused = refusal("write-note", body);

        assertThat(refused.reason().status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo(code);
        assertThat(refused.violations())
                .extracting(ServiceFailure.Violation::pointer)
                .contains(pointer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{\"text\":\"a\"} x",
                "{\"text\":\"a\",\"text\":\"b\"}",
                "nul",
                "{\"text\":NaN}",
                "{'text':'a'}",
                "{\"text\":\"a\",}",
                " "
            })
    void refusesWhatIsNoJson(String body) {
        assertThat(refusal("write-note", body).code()).isEqualTo("malformed-json");
    }

    @Test
    void refusesDeepNestingAndEndlessNumbers() {
        var deep = "[".repeat(5_000) + "]".repeat(5_000);
        var digits = "{\"text\":\"a\",\"copies\":" + "9".repeat(5_000) + "}";

        assertThat(refusal("write-note", deep).reason().status()).isEqualTo(400);
        assertThat(refusal("write-note", digits).reason().status()).isEqualTo(400);
    }

    @Test
    void refusesInTheOrderOfTheContract() {
        var anonymous = new Ask("change-note").principal(Principal.ANONYMOUS);
        var huge = Buffer.buffer(new byte[300_000]);

        assertThat(anonymous.refusal().reason().status()).isEqualTo(401);
        assertThat(anonymous.principal(USER).body(huge).refusal().reason().status()).isEqualTo(403);
        assertThat(new Ask("change-note").body(huge).refusal().reason().status()).isEqualTo(413);
        assertThat(new Ask("change-note").type("text/plain").refusal().reason().status())
                .isEqualTo(415);
        assertThat(new Ask("change-note").header("if-match", null).refusal().code())
                .isEqualTo("if-match-required");
        assertThat(new Ask("change-note").body(Buffer.buffer("{")).refusal().code())
                .isEqualTo("malformed-json");
    }

    @Test
    void asksForAnIdempotencyKeyAndReadsIt() {
        var ask = new Ask("print-note").principal(USER);

        assertThat(ask.refusal().code()).isEqualTo("idempotency-key-required");
        assertThat(ask.header("idempotency-key", "\"k 1\"").refusal().code())
                .isEqualTo("invalid-request");
        assertThat(ask.header("idempotency-key", "k".repeat(256)).refusal().code())
                .isEqualTo("invalid-request");
        assertThat(ask.header("idempotency-key", "\"k1\"").call().idempotencyKey()).contains("k1");
    }

    @ParameterizedTest
    @CsvSource({
        "limit=0,limit",
        "limit=101,limit",
        "limit=ten,limit",
        "limit=1.0,limit",
        "limit=,limit",
        "limit=1&limit=2,limit",
        "cursor=,cursor",
        "'tags=a,b,c,d',tags",
        "'tags=a,,b',tags"
    })
    void refusesAParameterThatBreaksItsSchema(String query, String name) {
        var refused = new Ask("list-notes").query(query).refusal();

        assertThat(refused.code()).isEqualTo("invalid-request");
        assertThat(refused.violations())
                .extracting(ServiceFailure.Violation::pointer)
                .containsOnly(name);
    }

    @Test
    void readsParameters() {
        var call = new Ask("list-notes").query("limit=7&tags=a%20b,c&unknown=1").call();

        assertThat(call.limit()).isEqualTo(7);
        assertThat(call.queryList("tags")).containsExactly("a b", "c");
        assertThat(call.cursor()).isEmpty();
    }

    @Test
    void findsNothingUnderAnIdThatIsNone() {
        var refused = new Ask("read-note").path(Map.of("id", "7")).refusal();

        assertThat(refused.reason().status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    application/json                  | true
                    application/*;q=0.1               | true
                    text/html, */*;q=0.1              | true
                    text/html                         | false
                    application/json;q=0              | false
                    """)
    void takesOnlyAnAnswerThatTheCallerReads(String accept, boolean taken) {
        var ask = new Ask("list-notes").header("accept", accept);

        if (taken) {
            assertThat(ask.call().limit()).isEqualTo(20);
        } else {
            assertThat(ask.refusal().reason().status()).isEqualTo(406);
        }
    }

    private Call call(String operation, String body) {
        return new Ask(operation).principal(USER).body(Buffer.buffer(body)).call();
    }

    private ServiceFailure refusal(String operation, String body) {
        return new Ask(operation).principal(USER).body(Buffer.buffer(body)).refusal();
    }

    record Note(String text, int copies) {}

    /** A request under construction; good for an editor as it begins. */
    private final class Ask {

        private final Operation operation;
        private Principal principal = EDITOR;
        private String query = "";
        private Map<String, String> path = Map.of("id", ID);
        private Buffer body = Buffer.buffer("{}");
        private final MultiMap headers =
                MultiMap.caseInsensitiveMultiMap().add("if-match", "\"1\"");

        Ask(String id) {
            operation =
                    notes.operations().stream()
                            .filter(one -> one.id().equals(id))
                            .findFirst()
                            .orElseThrow();
            operation.consumes().forEach(type -> headers.set("content-type", type));
        }

        Ask principal(Principal other) {
            principal = other;
            return this;
        }

        Ask query(String other) {
            query = other;
            return this;
        }

        Ask path(Map<String, String> other) {
            path = other;
            return this;
        }

        Ask body(Buffer other) {
            body = other;
            return this;
        }

        Ask type(String type) {
            return header("content-type", type);
        }

        Ask header(String name, @org.jspecify.annotations.Nullable String value) {
            headers.remove(name);
            if (value != null) {
                headers.set(name, value);
            }
            return this;
        }

        Call call() {
            var target = Target.of("", "/v1/notes", query);
            var context = CallContext.of(principal, Deadline.in(Duration.ofSeconds(5)));
            return RequestCheck.compile(notes, operation)
                    .check(new Incoming(target, path, headers, body), context);
        }

        ServiceFailure refusal() {
            var refused = catchThrowableOfType(ServiceFailure.class, this::call);
            assertThat(refused).as("a refusal").isNotNull();
            return refused;
        }
    }

    @Test
    void refusesAQueryThatIsNotPercentEncoded() {
        var refused = new Ask("list-notes").query("tags=%zz").refusal();

        assertThat(refused.violations())
                .isEqualTo(
                        List.of(
                                new ServiceFailure.Violation(
                                        "", "query", "The query is not percent-encoded")));
    }
}
