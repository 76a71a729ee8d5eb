package dev.souk.gateway.http;

import io.netty.buffer.ByteBuf;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Follows the bytes of an HTTP/1 connection and says where they stop being well framed (RFC 9112).
 * It changes nothing and keeps no more than one line. Lines end in CR LF; a CR or LF elsewhere,
 * blanks in a chunk's size and controls in its extension are refused.
 */
final class FramingParser {

    private static final int LONGEST_REQUEST_LINE = 8 * 1024;
    private static final int LONGEST_HEAD = 16 * 1024;
    private static final int LONGEST_CHUNK_LINE = 256;
    private static final int MOST_CHUNK_DIGITS = 8;
    private static final int MOST_EMPTY_LINES = 2;

    private enum State {
        START,
        REQUEST_LINE,
        FIELDS,
        BODY,
        CHUNK_SIZE,
        CHUNK_DATA,
        CHUNK_END,
        TRAILER
    }

    private State state = State.START;
    private MessageHead head = new MessageHead();
    private byte[] line = new byte[256];
    private int length;
    private int headBytes;
    private int emptyLines;
    private boolean afterCr;
    private long bodyLeft;
    private int heads;
    private @Nullable Violation violation;

    /** How many heads have begun, whole ones and the present one. */
    int heads() {
        return heads;
    }

    /** Whether a head has begun and not ended. */
    boolean isInHead() {
        return state == State.REQUEST_LINE || state == State.FIELDS;
    }

    /** Whether a body has begun and not ended. */
    boolean isInBody() {
        return state != State.START && !isInHead();
    }

    @Nullable Violation violation() {
        return violation;
    }

    /**
     * Follows some bytes.
     *
     * @return how many of them may be passed on; fewer than all if the rest must not be
     */
    int accept(ByteBuf bytes) {
        var first = bytes.readerIndex();
        var size = bytes.readableBytes();
        var i = 0;
        var messageStart = 0;
        while (i < size && violation == null) {
            if (state == State.START) {
                messageStart = i;
            }
            var skipped = skipBody(size - i);
            if (skipped > 0) {
                i += skipped;
            } else {
                take(bytes.getByte(first + i++));
            }
        }
        if (violation == null) {
            return size;
        }
        return isInHead() ? messageStart : i - 1;
    }

    private int skipBody(int available) {
        if (state != State.BODY && state != State.CHUNK_DATA) {
            return 0;
        }
        var skipped = (int) Math.min(available, bodyLeft);
        bodyLeft -= skipped;
        if (bodyLeft == 0) {
            state = state == State.BODY ? State.START : State.CHUNK_END;
        }
        return skipped;
    }

    private void take(byte b) {
        if (state == State.START) {
            begin(b);
        }
        if (violation != null || state == State.START) {
            return;
        }
        if (afterCr && b != '\n') {
            violation = Violation.malformed("A line ends in CR without LF");
        } else if (b == '\r') {
            afterCr = true;
        } else if (b != '\n') {
            append(b);
        } else if (!afterCr) {
            violation = Violation.malformed("A line ends in LF without CR");
        } else {
            afterCr = false;
            endLine();
        }
    }

    /** Empty lines before a request line are ignored, as section 2.2 asks; a few of them. */
    private void begin(byte b) {
        if (b == '\r' && !afterCr) {
            afterCr = true;
        } else if (b == '\n' && afterCr) {
            afterCr = false;
            if (++emptyLines > MOST_EMPTY_LINES) {
                violation = Violation.malformed("There are empty lines before the request");
            }
        } else {
            state = State.REQUEST_LINE;
            head = new MessageHead();
            headBytes = 0;
            emptyLines = 0;
            heads++;
        }
    }

    private void append(byte b) {
        if (length == limit() || (isInHead() && ++headBytes > LONGEST_HEAD)) {
            violation = tooLong();
            return;
        }
        if (length == line.length) {
            line = Arrays.copyOf(line, line.length * 2);
        }
        line[length++] = b;
    }

    private int limit() {
        return switch (state) {
            case REQUEST_LINE -> LONGEST_REQUEST_LINE;
            case CHUNK_SIZE -> LONGEST_CHUNK_LINE;
            case CHUNK_END -> 0;
            case START, FIELDS, BODY, CHUNK_DATA, TRAILER -> LONGEST_HEAD;
        };
    }

    private Violation tooLong() {
        return switch (state) {
            case REQUEST_LINE -> new Violation(414, "uri-too-long", "The request line is too long");
            case CHUNK_SIZE, CHUNK_END -> Violation.malformed("A chunk is malformed");
            case START, FIELDS, BODY, CHUNK_DATA, TRAILER ->
                    Violation.tooLarge("The header is too large");
        };
    }

    private void endLine() {
        var text = new String(line, 0, length, StandardCharsets.ISO_8859_1);
        length = 0;
        switch (state) {
            case REQUEST_LINE -> {
                violation = head.requestLine(text);
                advance(State.FIELDS);
            }
            case FIELDS -> endField(text);
            case CHUNK_SIZE -> endChunkSize(text);
            case CHUNK_END -> advance(State.CHUNK_SIZE);
            case TRAILER -> endTrailer(text);
            case START, BODY, CHUNK_DATA -> throw new IllegalStateException("no line ends here");
        }
    }

    /** A violation stays in the state that it was found in. */
    private void advance(State next) {
        if (violation == null) {
            state = next;
        }
    }

    private void endField(String text) {
        if (!text.isEmpty()) {
            violation = head.field(text);
            return;
        }
        violation = head.end();
        bodyLeft = head.length();
        if (head.isChunked()) {
            advance(State.CHUNK_SIZE);
        } else {
            advance(bodyLeft > 0 ? State.BODY : State.START);
        }
    }

    private void endChunkSize(String text) {
        var digits = 0;
        while (digits < text.length() && Character.digit(text.charAt(digits), 16) >= 0) {
            digits++;
        }
        if (digits == 0 || digits > MOST_CHUNK_DIGITS || !isExtension(text.substring(digits))) {
            violation = Violation.malformed("The size of a chunk is malformed");
            return;
        }
        bodyLeft = Long.parseLong(text.substring(0, digits), 16);
        state = bodyLeft == 0 ? State.TRAILER : State.CHUNK_DATA;
    }

    private static boolean isExtension(String text) {
        return text.isEmpty()
                || (text.charAt(0) == ';' && text.chars().allMatch(c -> c >= ' ' && c < 0x7F));
    }

    private void endTrailer(String text) {
        if (text.isEmpty()) {
            state = State.START;
        } else {
            violation = head.trailer(text);
        }
    }
}
