package dev.souk.acceptance.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import dev.souk.acceptance.architecture.LibraryRules.Library;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.stream.Stream;

class ArchitectureTest {

    private static JavaClasses house = new ClassFileImporter().importClasses();
    private static JavaClasses houseWithPlants = new ClassFileImporter().importClasses();

    @BeforeAll
    static void readTheHouse() {
        houseWithPlants = new ClassFileImporter().importPackages("dev.souk");
        house =
                new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("dev.souk");
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theHouseKeeps(Rule rule) {
        rule.rule().check(house);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void aPlantedViolationBreaks(Rule rule) {
        var report = rule.rule().evaluate(houseWithPlants).getFailureReport();

        assertThat(report.getDetails()).anyMatch(detail -> detail.contains("planted"));
    }

    @ParameterizedTest
    @MethodSource("libraries")
    void aLibraryOfThePlatformIsAtHome(Library library) {
        var importers =
                house.stream()
                        .filter(type -> uses(type, library))
                        .map(JavaClass::getPackageName)
                        .distinct();

        assertThat(importers).isNotEmpty();
    }

    static Stream<Rule> rules() {
        return Stream.of(LayerRules.all(), ConductRules.all(), LibraryRules.all(), ProofRules.all())
                .flatMap(rules -> rules);
    }

    static Stream<Library> libraries() {
        return LibraryRules.LIBRARIES.stream();
    }

    private static boolean uses(JavaClass type, Library library) {
        var prefix = library.packages().replace("..", "");
        return type.getDirectDependenciesFromSelf().stream()
                .anyMatch(
                        dependency ->
                                dependency.getTargetClass().getPackageName().startsWith(prefix));
    }
}
