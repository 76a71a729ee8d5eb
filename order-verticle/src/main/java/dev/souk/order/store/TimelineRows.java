package dev.souk.order.store;

import dev.souk.order.app.TimelineEntry.Kind;
import dev.souk.order.domain.Note;
import dev.souk.order.domain.SagaStep;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;

import org.jspecify.annotations.Nullable;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;

/** Writes what an order went through, inside the transaction in which it became known. */
final class TimelineRows {

    private static final String ADD =
            """
            INSERT INTO order_timeline (order_id, version, kind, name, noted_at, node, trace_id,
                actor, attempt, took_millis, outcome, provider_key)
            SELECT $1, $2, kind, name, noted_at, $3, $4, actor, attempt, took, outcome, key
            FROM unnest($5::text[], $6::text[], $7::timestamptz[], $8::text[], $9::integer[],
                $10::bigint[], $11::text[], $12::text[]) WITH ORDINALITY
                AS note (kind, name, noted_at, actor, attempt, took, outcome, key, place)
            ORDER BY place
            """;

    private final Author author;

    private record NoteRow(
            Kind kind,
            String name,
            OffsetDateTime time,
            @Nullable String actor,
            @Nullable Integer attempt,
            @Nullable Long took,
            @Nullable String outcome,
            @Nullable String key) {

        static NoteRow of(Note note) {
            var time = note.time().atOffset(ZoneOffset.UTC);
            return switch (note) {
                case Note.Command command ->
                        new NoteRow(
                                Kind.COMMAND,
                                command.name(),
                                time,
                                command.by(),
                                null,
                                null,
                                null,
                                null);
                case Note.Attempt attempt ->
                        new NoteRow(
                                attempt.key() == null ? Kind.STEP : Kind.PAYMENT,
                                code(attempt.step()),
                                time,
                                null,
                                attempt.number(),
                                attempt.took().toMillis(),
                                attempt.outcome(),
                                attempt.key());
            };
        }
    }

    TimelineRows(Author author) {
        this.author = author;
    }

    /**
     * Adds notes, in order; none is fine too.
     *
     * @param version of the order before what came of them
     */
    Future<Void> add(SqlConnection tx, UUID orderId, long version, List<? extends Note> notes) {
        if (notes.isEmpty()) {
            return Future.succeededFuture();
        }
        var rows = notes.stream().map(NoteRow::of).toList();
        var columns =
                Tuple.tuple()
                        .addUUID(orderId)
                        .addLong(version)
                        .addString(author.name())
                        .addString(author.traceId())
                        .addValue(texts(rows, row -> codeOf(row.kind())))
                        .addValue(texts(rows, NoteRow::name))
                        .addValue(rows.stream().map(NoteRow::time).toArray(OffsetDateTime[]::new))
                        .addValue(texts(rows, NoteRow::actor))
                        .addValue(rows.stream().map(NoteRow::attempt).toArray(Integer[]::new))
                        .addValue(rows.stream().map(NoteRow::took).toArray(Long[]::new))
                        .addValue(texts(rows, NoteRow::outcome))
                        .addValue(texts(rows, NoteRow::key));
        return tx.preparedQuery(ADD).execute(columns).mapEmpty();
    }

    /** A step as the timeline names it. */
    static String code(SagaStep step) {
        return step.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static String codeOf(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static @Nullable String[] texts(
            List<NoteRow> rows, Function<NoteRow, @Nullable String> column) {
        return rows.stream().map(column).toArray(String[]::new);
    }
}
