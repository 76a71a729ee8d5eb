package dev.souk.acceptance.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import java.util.stream.Stream;

/** What the proof run may know, so that it can't share the shop's mistakes. */
final class ProofRules {

    private ProofRules() {}

    static Stream<Rule> all() {
        return Stream.of(theProofSharesNothing(), theOracleReadsEvidenceOnly());
    }

    private static Rule theProofSharesNothing() {
        return new Rule(
                "the proof shares no code with the shop",
                noClasses()
                        .that()
                        .resideInAPackage("dev.souk.proof..")
                        .should()
                        .dependOnClassesThat(
                                resideInAnyPackage("dev.souk..", "io.vertx..")
                                        .and(resideOutsideOfPackages("dev.souk.proof.."))));
    }

    private static Rule theOracleReadsEvidenceOnly() {
        return new Rule(
                "the oracle reads nothing but evidence",
                noClasses()
                        .that()
                        .resideInAPackage("dev.souk.proof.oracle..")
                        .should()
                        .dependOnClassesThat(
                                resideOutsideOfPackages(
                                        "",
                                        "java.lang..",
                                        "java.util..",
                                        "org.jspecify..",
                                        "com.fasterxml.jackson.databind..",
                                        "dev.souk.proof.evidence..",
                                        "dev.souk.proof.oracle..")));
    }
}
