package dev.souk.proof.command;

import dev.souk.proof.evidence.JsonLines;
import dev.souk.proof.evidence.Row;
import dev.souk.proof.planted.Bug;
import dev.souk.proof.planted.Planting;
import dev.souk.proof.report.ReportFile;
import dev.souk.proof.run.RunOptions;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Tries whether the oracle sees each bug: up to three runs, until the check of its own invariant
 * has caught it. Seeds whose plan of faults lacks what a bug needs to show are passed over.
 */
final class BugTrials {

    private static final int RUNS = 3;
    private static final long SEEDS_LOOKED_AT = 10_000;

    private final Path root;
    private final Prove prove;

    /** How it went with a bug; run 0 where no run caught it. */
    private record Trial(Bug bug, int run, long seed, long violations) {

        boolean isCaught() {
            return run > 0;
        }
    }

    BugTrials(Path root, Prove prove) {
        this.root = root;
        this.prove = prove;
    }

    /** The exit status: 0 where every bug was caught. */
    int tryAll(List<Planting> plantings, long firstSeed) throws IOException, InterruptedException {
        var trials = new ArrayList<Trial>();
        for (var planting : plantings) {
            trials.add(tryOne(planting, firstSeed));
        }
        tell(trials);
        write(trials);
        return trials.stream().allMatch(Trial::isCaught) ? 0 : 1;
    }

    private Trial tryOne(Planting planting, long firstSeed)
            throws IOException, InterruptedException {
        var bug = planting.bug();
        var run = 0;
        for (var seed = firstSeed; seed < firstSeed + SEEDS_LOOKED_AT && run < RUNS; seed++) {
            var options = prove.options(root.resolve(bug.name()), seed, planting);
            if (bug.canShowUnder(options.plan())) {
                run++;
                System.out.printf("%nbug %s, run %d, seed %d%n", bug.name(), run, seed);
                var _ = prove.one(options);
                var violations = violations(options, bug);
                if (violations > 0) {
                    return new Trial(bug, run, seed, violations);
                }
            }
        }
        return new Trial(bug, 0, firstSeed, 0);
    }

    /** Only those of the bug's own invariant count. */
    private static long violations(RunOptions options, Bug bug) throws IOException {
        var report = Row.parse(Files.readString(options.folder().resolve(ReportFile.NAME)));
        return report.each("invariants")
                .filter(each -> each.number("invariant") == bug.invariant())
                .mapToLong(each -> each.number("violations"))
                .sum();
    }

    private static void tell(List<Trial> trials) {
        System.out.printf("%n%-9s  %-40s  %s%n", "invariant", "bug", "caught");
        for (var trial : trials) {
            System.out.printf(
                    "%-9d  %-40s  %s%n",
                    trial.bug().invariant(),
                    trial.bug().name(),
                    trial.isCaught()
                            ? "in run %d (seed %d), %d violations"
                                    .formatted(trial.run(), trial.seed(), trial.violations())
                            : "NOT in %d runs".formatted(RUNS));
        }
    }

    private void write(List<Trial> trials) throws IOException {
        Files.createDirectories(root);
        try (var out = new JsonLines.Writer(root.resolve("bugs.jsonl"))) {
            for (var trial : trials) {
                out.write(
                        Row.of(
                                Map.of(
                                        "bug", trial.bug().name(),
                                        "invariant", trial.bug().invariant(),
                                        "caught", trial.isCaught(),
                                        "run", trial.run(),
                                        "seed", trial.seed(),
                                        "violations", trial.violations())));
            }
        }
    }
}
