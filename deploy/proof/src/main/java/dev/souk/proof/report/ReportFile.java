package dev.souk.proof.report;

import com.fasterxml.jackson.databind.ObjectMapper;

import dev.souk.proof.evidence.Row;
import dev.souk.proof.planted.Note;
import dev.souk.proof.report.Verdict.Word;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The report for programs: {@code report.json}. */
public final class ReportFile {

    public static final String NAME = "report.json";

    private static final ObjectMapper JSON = new ObjectMapper();

    private ReportFile() {}

    /** Writes it into the folder of the run. */
    public static void write(Path run, long seed, Verdict verdict, Figures figures)
            throws IOException {
        var report = new LinkedHashMap<String, Object>();
        report.put("seed", seed);
        report.put("verdict", verdict.word().text());
        report.put("why", verdict.why());
        Note.in(run).ifPresent(note -> report.put("planted", planted(note, verdict)));
        report.put("violationCount", verdict.count());
        report.put("violations", verdict.violations());
        report.put("invariants", invariants(verdict));
        report.put("acknowledged", figures.acknowledged());
        report.put("seconds", figures.length());
        report.put("quiet", verdict.quiet());
        report.put("faults", figures.faults());
        report.put("calls", calls(figures));
        Files.writeString(
                run.resolve(NAME),
                JSON.writerWithDefaultPrettyPrinter().writeValueAsString(report) + "\n");
    }

    /** The verdict on an earlier run; unjudged where there is none. */
    public static Word word(Path run) throws IOException {
        var file = run.resolve(NAME);
        return Files.exists(file)
                ? Word.valueOf(
                        Row.parse(Files.readString(file)).text("verdict").toUpperCase(Locale.ROOT))
                : Word.UNJUDGED;
    }

    /** Puts the report of a run, if there is one, into the folder of all runs too. */
    public static void copy(Path run, Path all) throws IOException {
        var file = run.resolve(NAME);
        if (Files.exists(file)) {
            Files.copy(file, all.resolve(NAME), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static Map<String, Object> planted(Note note, Verdict verdict) {
        var planted = new LinkedHashMap<String, Object>();
        planted.put("bug", note.bug());
        planted.put("title", note.title());
        planted.put("invariant", note.invariant());
        planted.put("caught", verdict.sees(note.invariant()));
        return planted;
    }

    private static List<Map<String, Object>> invariants(Verdict verdict) {
        var invariants = new ArrayList<Map<String, Object>>();
        for (var finding : verdict.findings()) {
            var each = new LinkedHashMap<String, Object>();
            each.put("invariant", finding.invariant());
            each.put("promise", finding.promise());
            each.put("looked", finding.looked());
            each.put("violations", finding.count());
            invariants.add(each);
        }
        return invariants;
    }

    private static Map<String, Object> calls(Figures figures) {
        var calls = new LinkedHashMap<String, Object>();
        figures.calls()
                .forEach(
                        (name, tally) -> {
                            var each = new LinkedHashMap<String, Object>();
                            each.put("ok", tally.ok);
                            each.put("refused", tally.refused);
                            each.put("unknown", tally.unknown);
                            each.put("p50Millis", tally.latencies.millis(0.5));
                            each.put("p99Millis", tally.latencies.millis(0.99));
                            calls.put(name, each);
                        });
        return calls;
    }
}
