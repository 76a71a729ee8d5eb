package dev.souk.acceptance.architecture;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchRule;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/** What may wait where, where time comes from, and what things are called. */
final class ConductRules {

    /** Commands and tools, which have no event loop to block. */
    private static final String[] TOOLS = {
        "dev.souk.local..", "dev.souk.proof..", "dev.souk.testkit..", "dev.souk.acceptance.."
    };

    private ConductRules() {}

    static Stream<Rule> all() {
        return Stream.of(
                nobodyAwaitsAFuture(),
                nobodySleeps(),
                nobodyWaitsForAThread(),
                jdbcOnlyMigrates(),
                futuresKeepTheirContext(),
                timeIsInjected(),
                nothingIsSynchronizedOutsideTheRuntime(),
                verticlesAreFinal(),
                namesSayWhatAThingIs(),
                theRuntimeSpeaksNoShopWords(),
                noInternalsOfVertx());
    }

    private static Rule nobodyAwaitsAFuture() {
        return new Rule(
                "nobody awaits a future on an event loop",
                noService()
                        .should()
                        .callMethodWhere(
                                target(owner(assignableTo(Future.class)))
                                        .and(target(name("await")))));
    }

    private static Rule nobodySleeps() {
        return new Rule(
                "nobody sleeps",
                noService()
                        .should()
                        .callMethodWhere(
                                target(owner(assignableTo(Thread.class)))
                                        .and(target(name("sleep")))));
    }

    private static Rule nobodyWaitsForAThread() {
        var waits =
                target(owner(assignableTo(CompletableFuture.class)))
                        .and(target(name("join")).or(target(name("get"))))
                        .or(
                                target(owner(assignableTo(CountDownLatch.class)))
                                        .and(target(name("await"))))
                        .or(
                                target(owner(assignableTo(BlockingQueue.class)))
                                        .and(target(name("take")).or(target(name("put")))));
        return new Rule(
                "nobody waits for a thread on an event loop",
                noService().should().callMethodWhere(waits));
    }

    /** The runtime's launcher and its consumer thread own threads of their own, and may wait. */
    private static com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction noService() {
        return noClasses()
                .that()
                .resideOutsideOfPackages(TOOLS)
                .and()
                .resideOutsideOfPackages("dev.souk.cluster.node..", "dev.souk.cluster.events..");
    }

    private static Rule jdbcOnlyMigrates() {
        return new Rule(
                "JDBC is for migrations, and for the log's stream on its own thread",
                noClasses()
                        .that()
                        .resideOutsideOfPackages(TOOLS)
                        .and()
                        .resideOutsideOfPackage("dev.souk.cluster.sql..")
                        .and()
                        .haveNameNotMatching("dev\\.souk\\.cluster\\.events\\.Slot(Stream|Reader)?")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("java.sql..", "javax.sql..", "org.flywaydb.."));
    }

    private static Rule futuresKeepTheirContext() {
        return new Rule(
                "a foreign stage comes back on the caller's context",
                noClasses()
                        .should()
                        .callMethod(Future.class, "fromCompletionStage", CompletionStage.class));
    }

    private static Rule timeIsInjected() {
        ArchRule rule =
                noClasses()
                        .that()
                        .resideOutsideOfPackages(TOOLS)
                        .and()
                        .resideOutsideOfPackage("dev.souk.cluster.node..")
                        .should()
                        .callMethod(Instant.class, "now")
                        .orShould()
                        .callMethod(System.class, "currentTimeMillis")
                        .orShould()
                        .callMethod(Clock.class, "systemUTC");
        return new Rule("time is injected", rule);
    }

    private static Rule nothingIsSynchronizedOutsideTheRuntime() {
        return new Rule(
                "services share no locks",
                noMethods()
                        .that()
                        .areDeclaredInClassesThat()
                        .resideOutsideOfPackages(TOOLS)
                        .and()
                        .areDeclaredInClassesThat()
                        .resideOutsideOfPackages("dev.souk.cluster..", "dev.souk.contract..")
                        .should()
                        .haveModifier(JavaModifier.SYNCHRONIZED));
    }

    private static Rule verticlesAreFinal() {
        return new Rule(
                "a verticle is final and inherits nothing of ours",
                classes()
                        .that()
                        .areAssignableTo(VerticleBase.class)
                        .and()
                        .resideInAPackage("dev.souk..")
                        .should()
                        .haveModifier(JavaModifier.FINAL));
    }

    private static Rule namesSayWhatAThingIs() {
        return new Rule(
                "names say what a thing is",
                noClasses()
                        .that()
                        .resideInAPackage("dev.souk..")
                        .should()
                        .haveNameMatching(
                                ".*(Util|Utils|Helper|Helpers|Manager|Impl|DTO|Dto)(\\$.*)?")
                        .orShould()
                        .haveNameMatching(
                                ".*\\.(common|core|util|utils|helper|misc|shared|base|impl)\\..*"));
    }

    private static Rule theRuntimeSpeaksNoShopWords() {
        return new Rule(
                "the runtime speaks no shop words",
                noClasses()
                        .that()
                        .resideInAPackage("dev.souk.cluster..")
                        .should()
                        .haveNameMatching(
                                "(?i).*(shop|product|catalog|cart|customer|payment|invoice|sku"
                                        + "|warehouse|checkout|refund).*")
                        .orShould()
                        .haveNameMatching(".*\\.(Order|Stock)[A-Z]?[A-Za-z]*"));
    }

    private static Rule noInternalsOfVertx() {
        return new Rule(
                "Vert.x internals stay behind the runtime and the door",
                noClasses()
                        .that()
                        .resideOutsideOfPackages("dev.souk.cluster..", "dev.souk.gateway.http..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("io.vertx.core.impl..", "io.vertx.core.internal.."));
    }
}
