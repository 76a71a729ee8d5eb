package dev.souk.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.vertx.core.Vertx;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;

/** A door with one service behind it and without Redis, talked to by raw sockets. */
class DoorIT {

    private static final String GET = "GET /v1/notes HTTP/1.1\r\nHost: a\r\n";
    private static final String POST =
            "POST /v1/notes HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n";
    private static final String CHUNKED = POST + "Transfer-Encoding: chunked\r\n\r\n";

    private static final FakeServices SERVICES = new FakeServices();
    private static Vertx vertx;
    private static DoorState state;

    @BeforeAll
    static void open() throws Exception {
        vertx = Vertx.vertx();
        state = TestDoor.open(vertx, SERVICES);
    }

    @AfterAll
    static void close() throws Exception {
        vertx.close().await(10, SECONDS);
    }

    @BeforeEach
    void forget() {
        SERVICES.received.clear();
    }

    @Test
    void passesAWellFramedRequestOn() throws IOException {
        var answer = once(GET + "X-Request-Id: my-id.1\r\nConnection: close\r\n\r\n");

        assertThat(answer)
                .startsWith("HTTP/1.1 200 OK\r\n")
                .contains("x-request-id: my-id.1\r\n")
                .contains("x-content-type-options: nosniff\r\n")
                .contains("ratelimit-policy: \"ANONYMOUS\";q=500;w=1\r\n")
                .endsWith("list-notes:");
    }

    @Test
    void answersPipelinedRequestsInOrder() throws IOException {
        var answers =
                once(POST + "Content-Length: 3\r\n\r\n\"a\"" + GET + "Connection: close\r\n\r\n");

        assertThat(answers.indexOf("write-note:\"a\"")).isPositive();
        assertThat(answers.indexOf("list-notes:")).isGreaterThan(answers.indexOf("write-note"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /v1/notes HTTP/1.1\r\n\r\n",
                "GET /v1/notes HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
                GET + "X: a\r\n folded\r\n\r\n",
                GET + "X-Bad\u0000: a\r\n\r\n",
                GET + "X-Bad: a\u0001b\r\n\r\n",
                POST
                        + "Content-Length: 3\r\n"
                        + "Transfer-Encoding: chunked\r\n\r\n"
                        + "3\r\n"
                        + "abc\r\n"
                        + "0\r\n\r\n",
                POST + "Transfer-Encoding: chunked, xchunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
                POST + "Transfer-Encoding:\r\n chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
                POST + "Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
                CHUNKED + "1 1\r\n0123456789abcdef0\r\n0\r\n\r\n",
                CHUNKED + "3;a\nb\r\nabc\r\n0\r\n\r\n",
                CHUNKED + "3;a\rb\r\nabc\r\n0\r\n\r\n"
            })
    void refusesWhatIsBadlyFramedAndEndsTheConnection(String bytes) throws IOException {
        var answer = once(bytes + GET + "\r\n");

        assertThat(answer)
                .startsWith("HTTP/1.1 400 ")
                .contains("application/problem+json")
                .contains("\"malformed-request\"")
                .doesNotContain("list-notes");
        assertThat(SERVICES.received).isEmpty();
    }

    @Test
    void answersWhatCameBeforeABadlyFramedRequest() throws IOException {
        var answers = once(GET + "\r\n" + "GET / HTTP/1.1\r\n\r\n");

        assertThat(answers).startsWith("HTTP/1.1 200 OK").contains("list-notes:HTTP/1.1 400 ");
    }

    @Test
    void neverPassesOnABodyThatIsCutShort() throws IOException {
        try (var connection = new RawConnection(state.port())) {
            connection.send(POST + "Content-Length: 10\r\n\r\nabc");
            connection.endSending();
            assertThat(connection.readToEnd()).doesNotContain("200 OK");
        }

        assertThat(SERVICES.received).isEmpty();
    }

    @Test
    void endsABodyThatIsTooSlow() throws IOException {
        assertThat(once(POST + "Content-Length: 10\r\n\r\nabc"))
                .startsWith("HTTP/1.1 408 ")
                .contains("\"request-timeout\"");
        assertThat(SERVICES.received).isEmpty();
    }

    @Test
    void refusesALargeBodyBeforeItComes() throws IOException {
        try (var connection = new RawConnection(state.port())) {
            connection.send(POST + "Content-Length: 20971520\r\n\r\n");

            assertThat(connection.readAnswer())
                    .startsWith("HTTP/1.1 413 ")
                    .contains("\"payload-too-large\"");
        }
    }

    @Test
    void countsABodyWhoseLengthIsNotStated() throws IOException {
        var chunk = "10000\r\n" + "a".repeat(65_536) + "\r\n";

        assertThat(once(CHUNKED + chunk.repeat(5))).startsWith("HTTP/1.1 413 ");
        assertThat(SERVICES.received).isEmpty();
    }

    @Test
    void waitsForTheGoAheadOnlyWhereTheBodyIsWanted() throws IOException {
        try (var connection = new RawConnection(state.port())) {
            connection.send(POST + "Content-Length: 3\r\nExpect: 100-continue\r\n\r\n");
            assertThat(connection.readAnswer()).startsWith("HTTP/1.1 100 ");
            connection.send("\"a\"");
            assertThat(connection.readAnswer()).contains("write-note:\"a\"");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/v1/other,503,service-unavailable",
        "DELETE,/v1/notes,405,method-not-allowed",
        "GET,/v1/notes/7,401,unauthenticated",
        "GET,/problems/nonsense,404,not-found"
    })
    void refusesByTheRouteAndTheCaller(String method, String path, int status, String code)
            throws IOException {
        assertThat(once(method + " " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 " + status)
                .contains("\"" + code + "\"")
                .contains("application/problem+json");
    }

    @Test
    void keepsTheConnectionAfterARefusal() throws IOException {
        try (var connection = new RawConnection(state.port())) {
            connection.send("GET /v1/notes/7 HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(connection.readAnswer())
                    .startsWith("HTTP/1.1 401 ")
                    .doesNotContain("connection: close");
            connection.send("POST /v1/notes HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc");
            assertThat(connection.readAnswer()).startsWith("HTTP/1.1 415 ");
            connection.send(GET + "\r\n");
            assertThat(connection.readAnswer()).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void namesWhatThePathAllows() throws IOException {
        assertThat(once("PUT /v1/notes HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
                .contains("allow: GET, HEAD, POST\r\n");
    }

    @Test
    void says503ForATokenThatNobodyCanCheckNow() throws IOException {
        var header = "eyJ0eXAiOiJhdCtqd3QiLCJhbGciOiJSUzI1NiIsImtpZCI6ImsifQ";

        assertThat(
                        once(
                                GET
                                        + "Authorization: Bearer "
                                        + header
                                        + ".e30.x\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 503 ");
        assertThat(once(GET + "Authorization: Bearer nonsense\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 401 ")
                .contains("www-authenticate: Bearer");
    }

    @Test
    void replacesARequestIdThatIsNotHarmless() throws IOException {
        assertThat(once(GET + "X-Request-Id: a b\r\nConnection: close\r\n\r\n"))
                .doesNotContain("a b")
                .containsPattern("x-request-id: [0-9a-f]{24}\r\n");
    }

    @Test
    void answersHeadWithoutABody() throws IOException {
        assertThat(once("HEAD /v1/notes HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
                .contains("content-length: 11\r\n")
                .endsWith("\r\n\r\n");
    }

    @Test
    void refusesAMediaTypeThatTheOperationDoesNotRead() throws IOException {
        var body = "Content-Length: 3\r\nConnection: close\r\n\r\nabc";

        assertThat(once("POST /v1/notes HTTP/1.1\r\nHost: a\r\n" + body))
                .startsWith("HTTP/1.1 415 ");
        assertThat(once(GET + "Accept: text/html\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 406 ");
    }

    @Test
    void hidesTheTokenAndTheDoorsOwnHeadersFromServices() throws IOException {
        once(
                GET
                        + "Authorization: Basic x\r\n"
                        + "X-Souk-Subject: admin\r\n"
                        + "Cookie: a=b\r\n"
                        + "Connection: close\r\n\r\n");

        var headers = SERVICES.received.getFirst().headers();
        assertThat(headers.get("h-authorization")).isEqualTo("Basic x");
        assertThat(headers.contains("h-x-souk-subject")).isFalse();
        assertThat(headers.contains("h-cookie")).isFalse();
        assertThat(headers.contains("h-host")).isFalse();
    }

    @Test
    void servesItsOwnPages() throws IOException {
        assertThat(own("/health/live")).startsWith("HTTP/1.1 200 ").contains("\"up\"");
        assertThat(own("/openapi.json")).contains("\"openapi\":\"3.1.0\"").contains("/v1/notes");
        assertThat(own("/problems/note-locked")).contains("\"status\":409");
        assertThat(own("/docs/")).contains("swagger-ui-bundle.js").contains("x-request-id");
        assertThat(own("/docs")).contains("location: /docs/");
        assertThat(own("/docs/swagger-ui.css")).startsWith("HTTP/1.1 200 ");
    }

    private static String own(String path) throws IOException {
        return once("GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    }

    @com.google.errorprone.annotations.CanIgnoreReturnValue
    private static String once(String bytes) throws IOException {
        try (var connection = new RawConnection(state.port())) {
            connection.send(bytes);
            return connection.readToEnd();
        }
    }
}
