package dev.souk.proof.command;

import dev.souk.proof.evidence.Evidence;
import dev.souk.proof.evidence.Row;
import dev.souk.proof.evidence.Unjudgeable;
import dev.souk.proof.oracle.Oracle;
import dev.souk.proof.planted.Note;
import dev.souk.proof.report.Figures;
import dev.souk.proof.report.Page;
import dev.souk.proof.report.ReportFile;
import dev.souk.proof.report.Verdict;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** From the evidence of a run to its verdict, and to those who wait for it. */
final class Judgement {

    private Judgement() {}

    /**
     * Judges what lies in the folder of a run.
     *
     * @param quiet whether the shop came to rest
     */
    static Verdict of(Path run, boolean quiet) throws IOException {
        try {
            return Verdict.of(Oracle.judge(Evidence.in(run)), quiet);
        } catch (Unjudgeable why) {
            return Verdict.unjudged(String.valueOf(why.getMessage()));
        }
    }

    /** Judges a run that was judged before, or broke off before it was. */
    static Verdict again(Path run) throws IOException {
        var report = run.resolve(ReportFile.NAME);
        var before = Files.exists(report) ? Row.parse(Files.readString(report)) : Row.EMPTY;
        return report(run, before.number("seed"), of(run, before.isTrue("quiet")));
    }

    /** Writes the verdict down, and tells it. */
    static Verdict report(Path run, long seed, Verdict verdict) throws IOException {
        Files.createDirectories(run);
        var history = run.resolve(Evidence.HISTORY);
        var figures =
                Files.exists(history)
                        ? Figures.of(Evidence.in(run).history())
                        : Figures.of(List.of());
        ReportFile.write(run, seed, verdict, figures);
        Page.write(run, seed, verdict, figures);
        System.out.printf(
                "%nseed %d: %s; %d orders acknowledged in %.0f s under %d faults%n",
                seed,
                verdict.word().text(),
                figures.acknowledged(),
                figures.length(),
                figures.faults().size());
        for (var finding : verdict.findings()) {
            System.out.printf(
                    "  %d  %6d looked at  %4d violations   %s%n",
                    finding.invariant(), finding.looked(), finding.count(), finding.promise());
        }
        Note.in(run).ifPresent(note -> tell(note, verdict));
        System.out.printf("%s%n", run.resolve(Page.NAME));
        if (!verdict.why().isEmpty()) {
            System.err.println("souk: not judged: " + verdict.why());
        }
        verdict.violations().forEach(each -> System.err.println(each.account()));
        return verdict;
    }

    private static void tell(Note note, Verdict verdict) {
        System.out.printf(
                "planted: %s (%s); the check of invariant %d %s it%n",
                note.bug(),
                note.title(),
                note.invariant(),
                verdict.sees(note.invariant()) ? "caught" : "did not catch");
    }
}
