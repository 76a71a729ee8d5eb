package dev.souk.proof.command;

import dev.souk.proof.evidence.Unjudgeable;
import dev.souk.proof.plan.FaultKind;
import dev.souk.proof.planted.Planting;
import dev.souk.proof.report.Console;
import dev.souk.proof.report.ReportFile;
import dev.souk.proof.report.Verdict;
import dev.souk.proof.run.ProofRun;
import dev.souk.proof.run.RunOptions;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;

/** The proof run. */
@Command(
        name = "deploy/souk prove",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Starts a shop of its own, lets clients shop in it while its nodes and servers are"
                + " killed, frozen and cut off, heals it, and judges by nine invariants whether it"
                + " kept its promises.",
            "What the clients sent and were told, and what was found in the shop afterwards, stays"
                + " beside the report. The exit status is 0 where every promise was kept, 1 on any"
                + " violation, 2 where the run could not be judged."
        })
final class Prove implements Callable<Integer> {

    private static final String HOME = "souk.home";
    private static final int SEED_DIGITS = 1_000_000_000;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "What all chance is drawn from. Default: a new one, printed first.")
    private @Nullable Long seed;

    @Option(
            names = "--seeds",
            paramLabel = "COUNT",
            description =
                    "Run so many seeds, from --seed on. Seeds that are finished in DIR are not run"
                            + " again.")
    private int seeds = 1;

    @Option(
            names = "--minutes",
            paramLabel = "M",
            description = "How long the clients come. Default: ${DEFAULT-VALUE}.")
    private double minutes = 3;

    @Option(
            names = "--faults",
            split = ",",
            paramLabel = "KIND",
            description =
                    "Which kinds of faults: some of ${COMPLETION-CANDIDATES}, or none. Default:"
                            + " all.",
            completionCandidates = Words.class)
    private List<String> faults = FaultKind.words();

    @Option(
            names = "--nodes",
            split = ",",
            paramLabel = "SERVICE=COUNT",
            description = "How many nodes of a service. Default: two of each.")
    private Map<String, Integer> nodes = new TreeMap<>();

    @Option(
            names = "--all-in-one",
            description = "Run all services in one node: less to break, for a small machine.")
    private boolean allInOne;

    @Option(
            names = "--shoppers",
            paramLabel = "COUNT",
            description = "How many ordinary customers come. Default: ${DEFAULT-VALUE}.")
    private int shoppers = 40;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where the runs are kept. Default: a new folder in .souk/proofs.")
    private @Nullable Path data;

    @Option(
            names = "--keep",
            description =
                    "Keep the shop's folder, with the logs of its nodes, also where nothing was"
                            + " broken.")
    private boolean keep;

    @Option(names = "--plan", description = "Print the plan of faults and do nothing.")
    private boolean planOnly;

    @Option(
            names = "--judge",
            paramLabel = "DIR",
            description = "Judge the run whose history and evidence lie there, and run nothing.")
    private @Nullable Path judged;

    @Mixin private BugOptions bugs = new BugOptions();

    @Spec private @Nullable CommandSpec spec;

    /** The words of the faults. */
    static final class Words implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return FaultKind.words().iterator();
        }
    }

    private final Console console = new Console(System.out, isTerminal());

    @Override
    public Integer call() throws IOException, InterruptedException {
        var past = judged;
        if (past != null) {
            return Judgement.again(past).word().status();
        }
        var first = seed == null ? newSeed() : seed;
        var root = root();
        if (bugs.all()) {
            return new BugTrials(root, this).tryAll(bugs.plantings(home()), first);
        }
        var planting = bugs.planting(home());
        var worst = Verdict.Word.KEPT;
        for (var number = first; number < first + seeds; number++) {
            System.out.println("seed " + number);
            var word = one(options(root, number, planting));
            if (number == first || word.compareTo(worst) > 0) {
                worst = word;
                ReportFile.copy(options(root, number, planting).folder(), root);
            }
        }
        return worst.status();
    }

    /** One run; its report lies in its folder then. What could not be judged is run again. */
    Verdict.Word one(RunOptions options) throws IOException, InterruptedException {
        options.plan().forEach(fault -> show(planOnly, fault.toString()));
        if (planOnly) {
            return Verdict.Word.KEPT;
        }
        var before = ReportFile.word(options.folder());
        if (before != Verdict.Word.UNJUDGED) {
            System.out.println("finished before: " + before.text() + "; " + options.folder());
            return before;
        }
        console.say("%d faults are planned; %s".formatted(options.plan().size(), options.folder()));
        var verdict = run(options);
        if (!keep && (verdict.word() == Verdict.Word.KEPT || options.planting() != null)) {
            delete(options.shop());
        }
        return Judgement.report(options.folder(), options.seed(), verdict).word();
    }

    private Verdict run(RunOptions options) throws IOException, InterruptedException {
        try {
            delete(options.folder());
            rehearse(options.planting());
            var quiet = new ProofRun(options, console).run();
            console.say("judging");
            return Judgement.of(options.folder(), quiet);
        } catch (Unjudgeable why) {
            return Verdict.unjudged(String.valueOf(why.getMessage()));
        }
    }

    private void rehearse(@Nullable Planting planting) throws IOException, InterruptedException {
        if (planting != null) {
            console.say("rehearsing the start of what has the bug " + planting.bug().name());
            planting.rehearse();
        }
    }

    /** What a run of that seed is to be. */
    RunOptions options(Path root, long number, @Nullable Planting planting) {
        return new RunOptions(
                home(),
                root.resolve("seed-" + number),
                number,
                Duration.ofMillis((long) (minutes * 60_000)),
                kinds(),
                nodes(),
                shoppers,
                planting);
    }

    private Set<FaultKind> kinds() {
        var kinds = EnumSet.noneOf(FaultKind.class);
        for (var word : faults) {
            if (!word.equals("none")) {
                kinds.add(FaultKind.of(word).orElseThrow(() -> unknown(word)));
            }
        }
        return kinds;
    }

    private ParameterException unknown(String word) {
        return new ParameterException(
                Objects.requireNonNull(spec).commandLine(),
                "there is no fault "
                        + word
                        + "; there are "
                        + String.join(", ", FaultKind.words()));
    }

    private Map<String, Integer> nodes() {
        if (allInOne) {
            return Map.of(RunOptions.ALL_IN_ONE, 1);
        }
        var all = new TreeMap<String, Integer>();
        for (var service : List.of("user", "catalog", "order", "notify", "recommend", "gateway")) {
            all.put(service, nodes.getOrDefault(service, 2));
        }
        return all;
    }

    private Path root() {
        var stated = data;
        if (stated != null) {
            return stated.toAbsolutePath().normalize();
        }
        var now =
                DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss")
                        .format(LocalDateTime.now(ZoneOffset.UTC));
        return home().resolve(".souk").resolve("proofs").resolve(now);
    }

    private static Path home() {
        return Path.of(System.getProperty(HOME, ".")).toAbsolutePath().normalize();
    }

    private static long newSeed() {
        return new SecureRandom().nextInt(SEED_DIGITS);
    }

    private static boolean isTerminal() {
        return Optional.ofNullable(System.console()).filter(it -> it.isTerminal()).isPresent();
    }

    private static void show(boolean shown, String line) {
        if (shown) {
            System.out.println(line);
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (var files = Files.walk(folder)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
