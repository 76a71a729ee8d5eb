package dev.souk.acceptance.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import java.util.List;
import java.util.stream.Stream;

/** Each library of the platform, and the rooms in which it may be seen. */
final class LibraryRules {

    /**
     * A library and its place.
     *
     * @param name what people call it
     * @param packages its packages
     * @param homes where in Souk it may be imported
     */
    record Library(String name, String packages, List<String> homes) {}

    static final List<Library> LIBRARIES =
            List.of(
                    new Library(
                            "vertx-web",
                            "io.vertx.ext.web..",
                            List.of(
                                    "dev.souk.cluster.web..",
                                    "dev.souk.cluster.node..",
                                    "dev.souk.cluster.health..",
                                    "dev.souk.gateway..",
                                    "dev.souk.*.bus..",
                                    "dev.souk.*.payment..")),
                    new Library(
                            "vertx-pg-client",
                            "io.vertx.pgclient..",
                            List.of("dev.souk.cluster.sql..", "dev.souk.*.store..")),
                    new Library(
                            "vertx-sql-client",
                            "io.vertx.sqlclient..",
                            List.of(
                                    "dev.souk.cluster.sql..",
                                    "dev.souk.cluster.events..",
                                    "dev.souk.cluster.web..",
                                    "dev.souk.notify",
                                    "dev.souk.*.store..",
                                    "dev.souk.*.stream..")),
                    new Library(
                            "vertx-redis-client",
                            "io.vertx.redis..",
                            List.of(
                                    "dev.souk.cluster.redis..",
                                    "dev.souk.cluster.security..",
                                    "dev.souk.*.store..",
                                    "dev.souk.*.search..",
                                    "dev.souk.gateway..")),
                    new Library(
                            "vertx-kafka-client",
                            "io.vertx.kafka..",
                            List.of("dev.souk.cluster.events..")),
                    new Library(
                            "kafka-clients",
                            "org.apache.kafka..",
                            List.of("dev.souk.cluster.events..")),
                    new Library(
                            "vertx-hazelcast",
                            "io.vertx.spi.cluster.hazelcast..",
                            List.of("dev.souk.cluster.node..")),
                    new Library("hazelcast", "com.hazelcast..", List.of("dev.souk.cluster.node..")),
                    new Library(
                            "vertx-circuit-breaker",
                            "io.vertx.circuitbreaker..",
                            List.of("dev.souk.cluster.resilience..")),
                    new Library(
                            "vertx-service-discovery",
                            "io.vertx.servicediscovery..",
                            List.of("dev.souk.cluster.discovery..")),
                    new Library(
                            "vertx-auth-jwt",
                            "io.vertx.ext.auth.jwt..",
                            List.of("dev.souk.cluster.security..")),
                    new Library(
                            "vertx-micrometer-metrics",
                            "io.vertx.micrometer..",
                            List.of("dev.souk.cluster.telemetry..", "dev.souk.cluster.node..")));

    private LibraryRules() {}

    static Stream<Rule> all() {
        return LIBRARIES.stream().map(LibraryRules::staysAtHome);
    }

    private static Rule staysAtHome(Library library) {
        var homes =
                Stream.concat(
                        library.homes().stream(),
                        Stream.of("dev.souk.local..", "dev.souk.proof..", "dev.souk.testkit.."));
        return new Rule(
                library.name() + " stays where it belongs",
                noClasses()
                        .that()
                        .resideOutsideOfPackages(homes.toArray(String[]::new))
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(library.packages()));
    }
}
