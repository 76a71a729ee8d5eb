package dev.souk.cluster.node;

/** The version of the jar that runs. */
final class Version {

    private Version() {}

    static String current() {
        var version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
