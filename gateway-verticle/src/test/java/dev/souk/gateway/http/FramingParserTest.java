package dev.souk.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;

class FramingParserTest {

    private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n";
    private static final String POST = "POST / HTTP/1.1\r\nHost: a\r\n";
    private static final String CHUNKED = POST + "Transfer-Encoding: chunked\r\n\r\n";

    @ParameterizedTest
    @ValueSource(
            strings = {
                GET + "\r\n",
                "\r\n" + GET + "\r\n",
                GET + "\r\n" + GET + "\r\n",
                "GET http://a/b HTTP/1.1\r\nHost: a\r\n\r\n",
                "OPTIONS * HTTP/1.1\r\nHost: a:80\r\n\r\n",
                "GET / HTTP/1.0\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: [::1]:8080\r\n\r\n",
                GET + "X:\r\nY: \t b\u00e4 \t\r\n\r\n",
                POST + "Content-Length: 3\r\n\r\nabc" + GET + "\r\n",
                POST + "Content-Length: 0\r\n\r\n" + GET + "\r\n",
                CHUNKED + "3\r\nabc\r\n0\r\n\r\n" + GET + "\r\n",
                CHUNKED + "A;x=\"y\"\r\n0123456789\r\n0\r\nX-Sum: 1\r\n\r\n"
            })
    void passesWhatIsWellFramed(String bytes) {
        var parser = new FramingParser();

        assertThat(accept(parser, bytes)).isEqualTo(bytes.length());
        assertThat(parser.violation()).isNull();
        assertThat(parser.isInHead()).isFalse();
        assertThat(parser.isInBody()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a, b\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a b\r\n\r\n",
                "GET / HTTP/1.1\r\nHost:\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n",
                "GET / HTTP/1.1\nHost: a\n\n",
                "GET  / HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET / HTTP/2.0\r\nHost: a\r\n\r\n",
                "GET /\u0001 HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET b HTTP/1.1\r\nHost: a\r\n\r\n",
                " " + GET + "\r\n",
                "\r\n\r\n\r\n" + GET + "\r\n",
                "\rGET / HTTP/1.1\r\nHost: a\r\n\r\n",
                GET + "X : b\r\n\r\n",
                GET + ": b\r\n\r\n",
                GET + "X\r\n\r\n",
                GET + "X: a\r\n folded\r\n\r\n",
                GET + "X: a\u0000b\r\n\r\n",
                GET + "X: a\rb\r\n\r\n",
                GET + "X: a\nb: c\r\n\r\n",
                GET + "X\u0080: a\r\n\r\n",
                GET + "X: a\u007f\r\n\r\n",
                POST + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n",
                POST + "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n",
                POST + "Transfer-Encoding: chunked, xchunked\r\n\r\n",
                POST + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n",
                POST + "Transfer-Encoding: gzip, chunked\r\n\r\n",
                POST + "Transfer-Encoding: identity\r\n\r\n",
                POST + "Transfer-Encoding:\u000bchunked\r\n\r\n",
                POST + "Transfer-Encoding:\r\n chunked\r\n\r\n",
                POST + "Transfer-Encoding : chunked\r\n\r\n",
                "POST / HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n",
                POST + "Content-Length: 3\r\nContent-Length: 4\r\n\r\n",
                POST + "Content-Length: 3\r\nContent-Length: 3\r\n\r\n",
                POST + "Content-Length: 3, 3\r\n\r\n",
                POST + "Content-Length: +3\r\n\r\n",
                POST + "Content-Length: -3\r\n\r\n",
                POST + "Content-Length: 0x3\r\n\r\n",
                POST + "Content-Length: 9999999999999999999\r\n\r\n",
                CHUNKED + "1 1\r\n",
                CHUNKED + "1 \r\n",
                CHUNKED + " 1\r\n",
                CHUNKED + "0x1\r\n",
                CHUNKED + "+1\r\n",
                CHUNKED + "-1\r\n",
                CHUNKED + "\r\n",
                CHUNKED + "g\r\n",
                CHUNKED + "1\na\r\n",
                CHUNKED + "1\ra\r\n",
                CHUNKED + "1;a\nb\r\n",
                CHUNKED + "1;a\rb\r\n",
                CHUNKED + "1;\u0001\r\n",
                CHUNKED + "fffffffff\r\n",
                CHUNKED + "1\r\nab\r\n",
                CHUNKED + "1\r\na\n",
                CHUNKED + "0\r\nContent-Length: 3\r\n\r\n",
                CHUNKED + "0\r\nTransfer-Encoding: chunked\r\n\r\n",
                CHUNKED + "0\r\nHost: b\r\n\r\n",
                CHUNKED + "0\r\n X: y\r\n\r\n"
            })
    void stopsWhereTheFramingBreaks(String bytes) {
        var parser = new FramingParser();

        assertThat(accept(parser, bytes)).isLessThan(bytes.length());
        assertThat(parser.violation()).extracting(Violation::status).isEqualTo(400);
    }

    @Test
    void letsNothingOfABadHeadThroughAndAllThatCameBeforeIt() {
        var good = GET + "\r\n";

        assertThat(accept(new FramingParser(), good + "GET / HTTP/1.1\r\n\r\n"))
                .isEqualTo(good.length());
    }

    @Test
    void limitsTheRequestLineTheHeaderAndTheNumberOfFields() {
        var many = new StringBuilder(GET);
        for (var i = 0; i < 200; i++) {
            many.append("X: y\r\n");
        }

        assertThat(status("GET /" + "a".repeat(9_000) + " HTTP/1.1\r\n")).isEqualTo(414);
        assertThat(status(GET + "X: " + "a".repeat(17_000) + "\r\n")).isEqualTo(431);
        assertThat(status(GET + ("X: " + "a".repeat(1_000) + "\r\n").repeat(20))).isEqualTo(431);
        assertThat(status(many.toString())).isEqualTo(431);
    }

    @Property(tries = 200)
    void doesNotCareHowTheBytesAreCut(@ForAll @IntRange(min = 1, max = 40) int size) {
        var bytes = CHUNKED + "3\r\nabc\r\n0\r\n\r\n" + POST + "Content-Length: 3\r\n\r\nabc" + GET;
        var parser = new FramingParser();

        for (var i = 0; i < bytes.length(); i += size) {
            var part = bytes.substring(i, Math.min(bytes.length(), i + size));
            assertThat(accept(parser, part)).isEqualTo(part.length());
        }

        assertThat(parser.heads()).isEqualTo(3);
        assertThat(parser.isInHead()).isTrue();
    }

    private static int status(String bytes) {
        var parser = new FramingParser();
        accept(parser, bytes);
        var violation = parser.violation();
        return violation == null ? 0 : violation.status();
    }

    @com.google.errorprone.annotations.CanIgnoreReturnValue
    private static int accept(FramingParser parser, String bytes) {
        return parser.accept(Unpooled.wrappedBuffer(bytes.getBytes(StandardCharsets.ISO_8859_1)));
    }
}
