package dev.souk.proof.report;

import dev.souk.proof.evidence.Evidence;
import dev.souk.proof.oracle.Oracle.Finding;
import dev.souk.proof.planted.Note;
import dev.souk.proof.report.Picture.Line;
import dev.souk.proof.report.Picture.Panel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/** The report for people: one page that needs nothing else. */
public final class Page {

    public static final String NAME = "report.html";

    private static final String TEMPLATE = "page.html";

    private Page() {}

    /** Writes it into the folder of the run. */
    public static void write(Path run, long seed, Verdict verdict, Figures figures)
            throws IOException {
        Files.writeString(
                run.resolve(NAME),
                template()
                        .formatted(
                                seed,
                                verdict.word().text(),
                                planted(run, verdict) + summary(verdict, figures),
                                invariants(verdict),
                                violations(verdict),
                                pictures(figures),
                                faults(figures),
                                calls(figures),
                                Evidence.HISTORY));
    }

    private static String template() throws IOException {
        try (var in = Objects.requireNonNull(Page.class.getResourceAsStream(TEMPLATE))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Nobody may take such a run for one of the shop as it is. */
    private static String planted(Path run, Verdict verdict) throws IOException {
        return Note.in(run)
                .map(
                        note ->
                                "The shop had a bug on purpose: %s. The check of invariant %d %s it. "
                                        .formatted(
                                                escaped(note.title()),
                                                note.invariant(),
                                                verdict.sees(note.invariant())
                                                        ? "caught"
                                                        : "did not catch"))
                .orElse("");
    }

    private static String summary(Verdict verdict, Figures figures) {
        return "%s%d orders were acknowledged in %.0f s, under %d faults. %s"
                .formatted(
                        verdict.why().isEmpty() ? "" : escaped(verdict.why()) + ". ",
                        figures.acknowledged(),
                        figures.length(),
                        figures.faults().size(),
                        verdict.quiet()
                                ? "Healed, the shop came to rest by itself."
                                : "Healed, the shop did not come to rest in time.");
    }

    private static String invariants(Verdict verdict) {
        return table(
                "<th class=n>#</th><th>promise</th><th class=n>looked at</th>"
                        + "<th class=n>violations</th>",
                verdict.findings().stream().map(Page::invariant).collect(Collectors.joining()));
    }

    private static String invariant(Finding finding) {
        return "<tr><td class=n>%d</td><td>%s</td><td class=n>%d</td><td class=\"n %s\">%d</td></tr>"
                .formatted(
                        finding.invariant(),
                        escaped(finding.promise()),
                        finding.looked(),
                        finding.isKept() ? "kept" : "broken",
                        finding.count());
    }

    private static String violations(Verdict verdict) {
        if (verdict.violations().isEmpty()) {
            return "";
        }
        return "<h2>Violations</h2>"
                + table(
                        "<th class=n>#</th><th>about</th><th>expected</th><th>seen</th>",
                        verdict.violations().stream()
                                .map(
                                        each ->
                                                "<tr><td class=n>%d</td><td>%s</td><td>%s</td><td>%s</td></tr>"
                                                        .formatted(
                                                                each.invariant(),
                                                                escaped(each.subject()),
                                                                escaped(each.expected()),
                                                                escaped(each.seen())))
                                .collect(Collectors.joining()));
    }

    private static String pictures(Figures figures) {
        var picture = new Picture(figures);
        return picture.svg(
                        new Panel(
                                "Answers a second",
                                "/s",
                                10,
                                List.of(
                                        new Line("ok", "#155e3d", second -> second.ok),
                                        new Line("refused", "#8a5a00", second -> second.refused),
                                        new Line("unknown", "#a11", second -> second.unknown),
                                        new Line("orders", "#1f4e9c", second -> second.orders))))
                + picture.svg(
                        new Panel(
                                "Latency",
                                "ms",
                                100,
                                List.of(
                                        new Line(
                                                "p50",
                                                "#1f4e9c",
                                                second -> second.latencies.millis(0.5)),
                                        new Line(
                                                "p99",
                                                "#a11",
                                                second -> second.latencies.millis(0.99)))));
    }

    private static String faults(Figures figures) {
        return table(
                "<th>fault</th><th>target</th><th class=n>from</th><th class=n>to</th>"
                        + "<th class=n>orders accepted again after</th><th></th>",
                figures.faults().stream()
                        .map(
                                fault ->
                                        String.format(
                                                Locale.ROOT,
                                                "<tr><td>%s</td><td>%s</td><td class=n>%.1f"
                                                        + " s</td><td class=n>%.1f s</td><td"
                                                        + " class=n>%.1f s</td><td>%s</td></tr>",
                                                fault.kind(),
                                                fault.target(),
                                                fault.begin(),
                                                fault.end(),
                                                fault.recovered(),
                                                escaped(fault.error())))
                        .collect(Collectors.joining()));
    }

    private static String calls(Figures figures) {
        return table(
                "<th>call</th><th class=n>ok</th><th class=n>refused</th><th class=n>unknown</th>"
                        + "<th class=n>p50</th><th class=n>p99</th>",
                figures.calls().entrySet().stream()
                        .map(
                                call ->
                                        String.format(
                                                Locale.ROOT,
                                                "<tr><td>%s</td><td class=n>%d</td><td"
                                                        + " class=n>%d</td><td class=n>%d</td><td"
                                                        + " class=n>%.0f ms</td><td class=n>%.0f"
                                                        + " ms</td></tr>",
                                                call.getKey(),
                                                call.getValue().ok,
                                                call.getValue().refused,
                                                call.getValue().unknown,
                                                call.getValue().latencies.millis(0.5),
                                                call.getValue().latencies.millis(0.99)))
                        .collect(Collectors.joining()));
    }

    private static String table(String head, String rows) {
        return "<table><thead><tr>" + head + "</tr></thead><tbody>" + rows + "</tbody></table>";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
