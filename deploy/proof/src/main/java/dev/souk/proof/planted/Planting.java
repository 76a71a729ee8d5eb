package dev.souk.proof.planted;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * A bug, and the jars that have it.
 *
 * @param jars what the services are started from instead of their own jars
 */
public record Planting(Bug bug, Map<String, Path> jars) {

    public Planting {
        jars = Map.copyOf(jars);
    }

    /** The bug as the Maven profile has built it; empty where it hasn't, or is out of date. */
    public static Optional<Planting> of(Path home, Bug bug) throws IOException {
        return PlantedJars.ofProfile(home).find(home, bug).map(jars -> new Planting(bug, jars));
    }

    /** Has nodes start from the jars as fast as from others; takes a while the first time. */
    public void rehearse() throws IOException, InterruptedException {
        for (var jar : jars.values()) {
            Archive.of(jar);
        }
    }
}
