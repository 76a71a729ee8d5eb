package dev.souk.acceptance.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;

import dev.souk.contract.Ids;
import dev.souk.contract.Money;

import java.util.List;
import java.util.stream.Stream;

/** Who may depend on whom. */
final class LayerRules {

    private static final List<String> SERVICES =
            List.of("gateway", "user", "catalog", "order", "notify", "recommend");
    private static final List<String> ADAPTERS =
            List.of("bus", "store", "stream", "http", "mail", "search", "payment");

    private LayerRules() {}

    static Stream<Rule> all() {
        return Stream.of(
                        Stream.of(
                                domainIsPureJava(),
                                contractsKnowNoRuntime(),
                                useCasesKnowNoTechnology(),
                                useCasesKnowNoAdapter(),
                                theRuntimeKnowsNoService(),
                                jsonTreesStayInTheRuntime(),
                                packagesOfTheRuntimeHaveNoCycles(),
                                packagesOfAServiceHaveNoCycles()),
                        ADAPTERS.stream().map(LayerRules::adaptersDoNotSeeEachOther),
                        SERVICES.stream().map(LayerRules::aServiceSeesOnlyTheApiOfOthers))
                .flatMap(rules -> rules);
    }

    private static Rule domainIsPureJava() {
        var allowed =
                resideInAnyPackage("java..", "org.jspecify..", "dev.souk.*.domain..")
                        .or(JavaClass.Predicates.equivalentTo(Money.class))
                        .or(JavaClass.Predicates.equivalentTo(Ids.class))
                        .or(isArrayOfAllowed());
        return new Rule(
                "the domain decides in pure Java",
                classes()
                        .that()
                        .resideInAPackage("dev.souk.*.domain..")
                        .should()
                        .onlyDependOnClassesThat(allowed));
    }

    private static DescribedPredicate<JavaClass> isArrayOfAllowed() {
        return DescribedPredicate.describe(
                "arrays of them",
                type ->
                        type.isArray()
                                && (type.getBaseComponentType().isPrimitive()
                                        || type.getBaseComponentType()
                                                .getPackageName()
                                                .startsWith("java")
                                        || type.getBaseComponentType()
                                                .getPackageName()
                                                .contains(".domain")));
    }

    private static Rule contractsKnowNoRuntime() {
        return new Rule(
                "contracts know no runtime",
                classes()
                        .that()
                        .resideInAnyPackage("dev.souk.contract..", "dev.souk.*.api..")
                        .should()
                        .onlyDependOnClassesThat()
                        .resideInAnyPackage(
                                "",
                                "java..",
                                "org.jspecify..",
                                "com.fasterxml.jackson.annotation..",
                                "dev.souk.contract..",
                                "dev.souk.*.api.."));
    }

    private static Rule useCasesKnowNoTechnology() {
        return new Rule(
                "use cases know no technology but Future",
                noClasses()
                        .that()
                        .resideInAPackage("dev.souk.*.app..")
                        .should()
                        .dependOnClassesThat(
                                resideInAnyPackage(
                                                "io.vertx..",
                                                "org.apache.kafka..",
                                                "com.hazelcast..",
                                                "java.sql..",
                                                "com.fasterxml..")
                                        .and(
                                                DescribedPredicate.not(
                                                        JavaClass.Predicates.assignableTo(
                                                                io.vertx.core.Future.class)))
                                        .and(
                                                DescribedPredicate.not(
                                                        JavaClass.Predicates.equivalentTo(
                                                                io.vertx.core.Promise.class)))
                                        .and(
                                                DescribedPredicate.not(
                                                        JavaClass.Predicates.equivalentTo(
                                                                io.vertx.core.AsyncResult
                                                                        .class)))));
    }

    private static Rule useCasesKnowNoAdapter() {
        return new Rule(
                "use cases know no adapter",
                noClasses()
                        .that()
                        .resideInAPackage("dev.souk.*.app..")
                        .should()
                        .dependOnClassesThat(
                                resideInAnyPackage(
                                                ADAPTERS.stream()
                                                        .map(name -> "dev.souk.*." + name + "..")
                                                        .toArray(String[]::new))
                                        .and(resideOutsideOfPackages("dev.souk.cluster.."))));
    }

    private static Rule adaptersDoNotSeeEachOther(String adapter) {
        return new Rule(
                "the adapters of " + adapter + " see no other adapter",
                noClasses()
                        .that()
                        .resideInAPackage("dev.souk.*." + adapter + "..")
                        .and(resideOutsideOfPackages("dev.souk.cluster.."))
                        .should()
                        .dependOnClassesThat(
                                resideInAnyPackage(
                                                ADAPTERS.stream()
                                                        .filter(other -> !other.equals(adapter))
                                                        .map(other -> "dev.souk.*." + other + "..")
                                                        .toArray(String[]::new))
                                        .and(resideOutsideOfPackages("dev.souk.cluster.."))));
    }

    private static Rule theRuntimeKnowsNoService() {
        return new Rule(
                "the runtime knows no service",
                noClasses()
                        .that()
                        .resideInAPackage("dev.souk.cluster..")
                        .should()
                        .dependOnClassesThat(
                                resideInAnyPackage("dev.souk..")
                                        .and(
                                                resideOutsideOfPackages(
                                                        "dev.souk.cluster..",
                                                        "dev.souk.contract.."))));
    }

    private static Rule aServiceSeesOnlyTheApiOfOthers(String service) {
        var others =
                SERVICES.stream()
                        .filter(other -> !other.equals(service))
                        .map(other -> "dev.souk." + other + "..")
                        .toArray(String[]::new);
        return new Rule(
                "the " + service + " service sees no more of others than their api",
                noClasses()
                        .that()
                        .resideInAPackage("dev.souk." + service + "..")
                        .should()
                        .dependOnClassesThat(
                                resideInAnyPackage(others)
                                        .and(resideOutsideOfPackages("dev.souk.*.api.."))));
    }

    private static Rule jsonTreesStayInTheRuntime() {
        return new Rule(
                "JSON trees stay in the runtime and at the door",
                noClasses()
                        .that()
                        .resideOutsideOfPackages(
                                "dev.souk.cluster..",
                                "dev.souk.gateway..",
                                "dev.souk.testkit..",
                                "dev.souk.local..",
                                "dev.souk.acceptance..")
                        .should()
                        .dependOnClassesThat()
                        .haveFullyQualifiedName("io.vertx.core.json.JsonObject"));
    }

    private static Rule packagesOfTheRuntimeHaveNoCycles() {
        return new Rule(
                "the packages of the runtime have no cycles",
                slices().matching("dev.souk.cluster.(*)..").should().beFreeOfCycles());
    }

    private static Rule packagesOfAServiceHaveNoCycles() {
        return new Rule(
                "the packages of a service have no cycles",
                slices().matching("dev.souk.(*).(*)..").should().beFreeOfCycles());
    }
}
