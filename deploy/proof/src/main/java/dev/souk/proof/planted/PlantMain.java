package dev.souk.proof.planted;

import java.io.IOException;
import java.nio.file.Path;

/**
 * What the Maven profile {@code planted} runs: builds all bugs of the project in the given folder.
 */
public final class PlantMain {

    private PlantMain() {}

    public static void main(String[] args) throws IOException {
        var home = Path.of(args[0]);
        var planter = new Planter(home, PlantedJars.ofProfile(home));
        for (var bug : Bugs.in(home)) {
            for (var jar : planter.plant(bug)) {
                System.out.println(bug.invariant() + "  " + jar);
            }
        }
    }
}
