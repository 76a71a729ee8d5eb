package dev.souk.acceptance.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.souk.acceptance.stack.Stack;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.stream.Stream;

/** Requests whose end two parsers could see at different places, and others that lie. */
class FramingIT {

    private static final String POST = "POST /v1/users HTTP/1.1\r\n";
    private static final String HOST = "Host: localhost\r\n";
    private static final String TYPE = "Content-Type: application/json\r\n";
    private static final String NEXT = "GET /health/live HTTP/1.1\r\n" + HOST + "\r\n";
    private static final String LAST =
            "GET /health/live HTTP/1.1\r\n" + HOST + "Connection: close\r\n\r\n";

    private final Stack stack = Stack.of(Stack.Kind.SIX_PROCESSES);

    static Stream<Arguments> ambiguous() {
        return Stream.of(
                arguments(
                        "Content-Length beside Transfer-Encoding",
                        POST
                                + HOST
                                + TYPE
                                + "Content-Length: 4\r\n"
                                + "Transfer-Encoding: chunked\r\n\r\n"
                                + "0\r\n\r\n"),
                arguments(
                        "an unknown transfer coding",
                        POST
                                + HOST
                                + TYPE
                                + "Transfer-Encoding: chunked, xchunked\r\n\r\n0\r\n\r\n"),
                arguments(
                        "a folded Transfer-Encoding",
                        POST + HOST + TYPE + "Transfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n"),
                arguments(
                        "a chunk size with a space",
                        POST
                                + HOST
                                + TYPE
                                + "Transfer-Encoding: chunked\r\n\r\n1 1\r\n{\r\n0\r\n\r\n"),
                arguments(
                        "a line break in a chunk extension",
                        POST
                                + HOST
                                + TYPE
                                + "Transfer-Encoding: chunked\r\n\r\n1;a\nb\r\n{\r\n0\r\n\r\n"),
                arguments("no Host", "GET /health/live HTTP/1.1\r\n\r\n"),
                arguments("two Hosts", "GET /health/live HTTP/1.1\r\n" + HOST + HOST + "\r\n"),
                arguments(
                        "two Content-Lengths",
                        POST + HOST + TYPE + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ambiguous")
    void closesTheConnectionOn(String what, String bytes) throws IOException {
        var answer = answers(bytes + NEXT);

        assertThat(answer).doesNotContain("HTTP/1.1 2");
        assertThat(answer.split("HTTP/1\\.1 ", -1)).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void refusesALargeBodyBeforeItIsRead() throws IOException {
        var answer = answers(POST + HOST + TYPE + "Content-Length: 20971520\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 413").contains("payload-too-large");
    }

    @Test
    void answersTwoGoodRequestsOnOneConnection() throws IOException {
        var answer = answers(NEXT + LAST);

        assertThat(answer.split("HTTP/1\\.1 200", -1)).hasSize(3);
    }

    @Test
    void refusesABombOfHeaders() throws IOException {
        var bomb = new StringBuilder("GET /health/live HTTP/1.1\r\n" + HOST);
        for (var i = 0; i < 5_000; i++) {
            bomb.append("X-").append(i).append(": ").append("a".repeat(100)).append("\r\n");
        }

        assertThat(answers(bomb.append("\r\n").toString())).doesNotContain("HTTP/1.1 2");
        assertThat(answers(LAST)).startsWith("HTTP/1.1 200");
    }

    @Test
    void passesOnNoBodyThatEndsBeforeItsLength() throws IOException {
        var email = "liar-" + UUID.randomUUID() + "@example.test";
        var account =
                "{\"email\":\"%s\",\"password\":\"seven purple teapots sing\",\"name\":\"Liar\"}"
                        .formatted(email);
        var head = POST + HOST + TYPE + "Content-Length: ";

        assertThat(answers(head + (account.length() + 50) + "\r\n\r\n" + account))
                .doesNotContain("HTTP/1.1 2");
        assertThat(answers(head + account.length() + "\r\nConnection: close\r\n\r\n" + account))
                .startsWith("HTTP/1.1 201");
    }

    @Test
    void replacesARequestIdThatIsNone() throws IOException {
        var answer =
                answers(
                        "GET /health/live HTTP/1.1\r\n"
                                + HOST
                                + "X-Request-Id: a b<c>\r\nConnection: close\r\n\r\n");

        assertThat(answer).containsIgnoringCase("x-request-id: ").doesNotContain("a b<c>");
    }

    /**
     * What the server says to these bytes until it closes the connection. A server that has seen
     * enough closes it while bytes are still on their way, so that sending the rest fails and the
     * answer may be cut: neither is a fault here.
     */
    private String answers(String bytes) throws IOException {
        var gateway = stack.gateway();
        try (var socket = new Socket(gateway.getHost(), gateway.getPort())) {
            socket.setSoTimeout(15_000);
            var answer = new ByteArrayOutputStream();
            try {
                socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
                socket.getInputStream().transferTo(answer);
            } catch (SocketException closed) {
                assertThat(closed).hasMessageFindingMatch("Broken pipe|Connection reset");
            }
            return answer.toString(StandardCharsets.ISO_8859_1);
        }
    }
}
