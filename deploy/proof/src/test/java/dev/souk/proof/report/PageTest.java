package dev.souk.proof.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.proof.evidence.Operation;
import dev.souk.proof.evidence.Outcome;
import dev.souk.proof.evidence.Row;
import dev.souk.proof.oracle.Oracle.Finding;
import dev.souk.proof.oracle.Oracle.Judged;
import dev.souk.proof.oracle.Violation;
import dev.souk.proof.planted.Bug;
import dev.souk.proof.planted.Note;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class PageTest {

    private static final Row ORDER = Row.parse("{\"status\":201,\"orderId\":\"o1\"}");
    private static final Row EARLY = Row.parse("{\"status\":201,\"orderId\":\"o0\"}");

    @TempDir private Path folder;

    private final Figures figures =
            Figures.of(
                    List.of(
                            at(1_000_000, 9_000_000, "run", Figures.LOAD, Row.EMPTY),
                            at(500_000, 900_000, "ada", "place", EARLY),
                            at(2_000_000, 2_500_000, "ada", "place", ORDER),
                            at(3_000_000, 4_000_000, Operation.FAULTS, "kill-node", Row.EMPTY),
                            at(5_000_000, 5_250_000, "ada", "place", ORDER)));

    @Test
    void countsAnOrderOfTheSpanOnceHoweverOftenItWasAcknowledged() {
        assertThat(figures.acknowledged()).isEqualTo(1);
        assertThat(figures.length()).isEqualTo(8);
    }

    @Test
    void knowsWhenOrdersWereAcceptedAgain() {
        assertThat(figures.faults())
                .singleElement()
                .matches(fault -> fault.begin() == 2 && fault.end() == 3)
                .matches(fault -> fault.recovered() == 2.25);
    }

    @Test
    void showsVerdictPictureAndViolationsInOnePageThatNeedsNothingElse() throws IOException {
        var violation = new Violation(2, "product <lamp>", "5", "4");
        var verdict = verdict(new Finding(2, "No more", 10, 1, List.of(violation)));

        Page.write(folder, 42, verdict, figures);
        var page = Files.readString(folder.resolve(Page.NAME));

        assertThat(page)
                .contains("seed 42", ">broken<", "product &lt;lamp&gt;", "<svg", "kill-node")
                .doesNotContain("<script", "http://", "https://");
    }

    @Test
    void writesAReportForPrograms() throws IOException {
        var verdict = verdict(new Finding(1, "None lost", 10, 0, List.of()));

        ReportFile.write(folder, 42, verdict, figures);
        var report = Row.parse(Files.readString(folder.resolve(ReportFile.NAME)));

        assertThat(report.number("seed")).isEqualTo(42);
        assertThat(report.text("verdict")).isEqualTo("kept");
        assertThat(report.number("acknowledged")).isEqualTo(1);
        assertThat(report.each("faults")).hasSize(1);
        assertThat(verdict.word().status()).isZero();
    }

    @Test
    void saysThatABugWasPlantedAndWhetherItsOwnCheckCaughtIt() throws IOException {
        Note.write(folder, new Bug("a-slip", 2, "A slip", List.of("order"), List.of(), List.of()));
        var other = new Finding(1, "None lost", 10, 3, List.of());
        var own = new Finding(2, "No more", 10, 0, List.of());
        var verdict = verdict(other, own);

        ReportFile.write(folder, 42, verdict, figures);
        Page.write(folder, 42, verdict, figures);
        var report = Row.parse(Files.readString(folder.resolve(ReportFile.NAME)));

        assertThat(report.text("planted/bug")).isEqualTo("a-slip");
        assertThat(report.number("planted/invariant")).isEqualTo(2);
        assertThat(report.isTrue("planted/caught")).isFalse();
        assertThat(Files.readString(folder.resolve(Page.NAME)))
                .contains("a bug on purpose: A slip", "invariant 2 did not catch it");
    }

    @Test
    void callsARunUnjudgedThatNobodyCouldJudge() {
        assertThat(Verdict.unjudged("no answer").word().status()).isEqualTo(2);
    }

    @Test
    void callsNothingKeptThatWasNotTried() {
        var kept = new Finding(1, "None lost", 10, 0, List.of());
        var idle = new Finding(2, "No more", 0, 0, List.of());

        assertThat(verdict(kept, idle))
                .matches(verdict -> verdict.word() == Verdict.Word.UNJUDGED)
                .matches(verdict -> verdict.why().contains("invariant 2"));
    }

    @Test
    void callsARunBrokenWhateverElseCouldNotBeJudged() throws IOException {
        var broken = new Finding(1, "None lost", 10, 1, List.of());
        var verdict = Verdict.of(new Judged(List.of(broken), "nobody said"), true);

        ReportFile.write(folder, 42, verdict, figures);

        assertThat(verdict.word()).isEqualTo(Verdict.Word.BROKEN);
        assertThat(verdict.why()).isEqualTo("nobody said");
        assertThat(ReportFile.word(folder)).isEqualTo(Verdict.Word.BROKEN);
        assertThat(Verdict.Word.BROKEN).isGreaterThan(Verdict.Word.UNJUDGED);
    }

    @Test
    void callsARunUnjudgedOfWhichSomethingIsNotSaid() {
        var kept = new Finding(1, "None lost", 10, 0, List.of());

        assertThat(Verdict.of(new Judged(List.of(kept), "nobody said"), true).word())
                .isEqualTo(Verdict.Word.UNJUDGED);
    }

    @Test
    void copiesTheReportOfOneRunForAll() throws IOException {
        var run = Files.createDirectory(folder.resolve("seed-42"));
        ReportFile.copy(run, folder);
        assertThat(folder.resolve(ReportFile.NAME)).doesNotExist();
        ReportFile.write(run, 42, verdict(new Finding(1, "None", 1, 0, List.of())), figures);
        ReportFile.copy(run, folder);

        assertThat(ReportFile.word(folder)).isEqualTo(Verdict.Word.KEPT);
    }

    private static Verdict verdict(Finding... findings) {
        return Verdict.of(new Judged(List.of(findings), ""), true);
    }

    private static Operation at(long from, long to, String client, String call, Row told) {
        return new Operation(1, client, call, from, to, Outcome.OK, Row.EMPTY, told);
    }
}
