package dev.souk.simulation;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;

/** The command: runs a simulation, and ends with status 1 where a rule was broken. */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        description = "Runs Souk's own classes by a seed through all that can go wrong.")
public final class Simulate implements Callable<Integer> {

    @Option(names = "--seed", description = "Where all is drawn from; a new one by default.")
    private long seed = RandomGenerator.getDefault().nextLong();

    @Option(names = "--steps", description = "How many steps are taken at least.")
    private long steps = 1_000_000;

    @Option(names = "--world", description = "Only this one: ${COMPLETION-CANDIDATES}.")
    private List<Kind> kinds = List.of();

    @Option(names = "--plant", description = "A bug to plant: ${COMPLETION-CANDIDATES}.")
    private Set<Bug> bugs = Set.of();

    @Option(names = "--trace", description = "Print each step.")
    private boolean trace;

    public static void main(String... args) {
        var command = new CommandLine(new Simulate());
        command.registerConverter(Kind.class, word -> Kind.valueOf(constant(word)));
        command.registerConverter(Bug.class, word -> Bug.valueOf(constant(word)));
        System.exit(command.execute(args));
    }

    private static String constant(String word) {
        return word.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    @Override
    public Integer call() {
        var begun = System.nanoTime();
        var worlds = kinds.isEmpty() ? Arrays.asList(Kind.values()) : kinds;
        var report = new Simulation(seed, steps, worlds, bugs).run(trace ? System.out : null);
        var seconds = (System.nanoTime() - begun) / 1e9;
        report.failure().ifPresent(failure -> System.out.println(failure.account()));
        System.out.printf(
                Locale.ROOT,
                "seed %d: %,d steps in %d episodes, %,.0f a minute, hash %016x, %s %s%n",
                seed,
                report.steps(),
                report.episodes(),
                report.steps() / seconds * 60,
                report.hash(),
                report.failure().isEmpty() ? "every rule held" : "A RULE WAS BROKEN",
                report.stepsOf());
        return report.failure().isEmpty() ? 0 : 1;
    }
}
