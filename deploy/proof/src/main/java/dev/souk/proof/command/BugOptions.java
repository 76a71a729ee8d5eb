package dev.souk.proof.command;

import dev.souk.proof.planted.Bug;
import dev.souk.proof.planted.Bugs;
import dev.souk.proof.planted.Planting;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** Which bugs the shop is to have. */
final class BugOptions {

    @Option(
            names = "--bug",
            paramLabel = "NAME",
            description =
                    "Start the shop with a bug of deploy/proof/src/bugs that the Maven profile"
                            + " `planted` has built in: the check of its invariant has to catch"
                            + " it.")
    private @Nullable String name;

    @Option(
            names = "--bugs",
            description =
                    "Try every such bug in up to three runs, until it is caught. The exit status is"
                            + " 0 where all were.")
    private boolean all;

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec spec;

    /** Whether they are to be tried. */
    boolean all() {
        return all;
    }

    /** All bugs, as they are built. */
    List<Planting> plantings(Path home) throws IOException {
        var plantings = new ArrayList<Planting>();
        for (var bug : Bugs.in(home)) {
            plantings.add(planting(home, bug));
        }
        return plantings;
    }

    /** The one bug, as it is built; null for none. */
    @Nullable Planting planting(Path home) throws IOException {
        var wanted = name;
        if (wanted == null) {
            return null;
        }
        var bugs = Bugs.in(home);
        var bug = bugs.stream().filter(each -> each.name().equals(wanted)).findFirst();
        var names = bugs.stream().map(Bug::name).collect(Collectors.joining(", "));
        return planting(
                home,
                bug.orElseThrow(
                        () -> refused("there is no bug " + wanted + "; there are " + names)));
    }

    private Planting planting(Path home, Bug bug) throws IOException {
        return Planting.of(home, bug)
                .orElseThrow(
                        () ->
                                refused(
                                        bug.name()
                                                + " is not built as it is now; `./mvnw -Pplanted"
                                                + " package -Dmaven.test.skip=true -pl"
                                                + " deploy/proof` does it"));
    }

    private ParameterException refused(String why) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), why);
    }
}
