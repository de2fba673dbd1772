/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The picture of ARCHITECTURE.md, checked. */
class ArchitectureTest {
  /** Each module's package, and those below it that it may use. */
  private static final Map<String, Set<String>> MAY_USE =
      Map.ofEntries(
          Map.entry("model", Set.of()),
          Map.entry("config", Set.of("model")),
          Map.entry("wire", Set.of("model")),
          Map.entry("mysql", Set.of("model")),
          Map.entry("sqlserver", Set.of("model")),
          Map.entry("local", Set.of("model")),
          Map.entry("simulated", Set.of()),
          Map.entry("lending", Set.of("model")),
          Map.entry("capture", Set.of("model", "wire", "mysql", "sqlserver")),
          Map.entry("transform", Set.of("model", "wire")),
          Map.entry("sink", Set.of("model", "wire")),
          Map.entry("postgres", Set.of("model")),
          Map.entry("dynamo", Set.of("model")),
          Map.entry("verify", Set.of("model")),
          Map.entry("status", Set.of("model", "wire")),
          Map.entry(
              "bench",
              Set.of(
                  "model",
                  "config",
                  "wire",
                  "mysql",
                  "local",
                  "lending",
                  "capture",
                  "transform",
                  "sink",
                  "postgres",
                  "dynamo",
                  "verify")));

  private static final String ROOT = "dev.tandem.";

  private static JavaClasses product;

  @BeforeAll
  static void readClasses() {
    product =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.tandem");
  }

  @Test
  void shouldKnowEveryModule() {
    Set<String> modules =
        product.stream()
            .map(type -> type.getPackageName().substring(ROOT.length()).split("\\.", 2)[0])
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> known = new TreeSet<>(MAY_USE.keySet());
    known.add("cli");
    assertThat(modules)
        .as("a module that no rule knows: add it to MAY_USE and to ARCHITECTURE.md")
        .isEqualTo(known);
  }

  @Test
  void shouldPointDownwardsOnly() {
    MAY_USE.forEach(
        (module, below) -> {
          String[] others =
              MAY_USE.keySet().stream()
                  .filter(other -> !other.equals(module) && !below.contains(other))
                  .map(other -> ROOT + other + "..")
                  .toArray(String[]::new);
          noClasses()
              .that()
              .resideInAPackage(ROOT + module + "..")
              .should()
              .dependOnClassesThat()
              .resideInAnyPackage(others)
              .orShould()
              .dependOnClassesThat()
              .resideInAPackage(ROOT + "cli..")
              .because(
                  module
                      + " may use "
                      + below
                      + " only: hand the value over in cli, or move what both need down into model")
              .check(product);
        });
  }

  @Test
  void shouldHaveNoCyclesBetweenPackages() {
    slices()
        .matching("dev.tandem.(**)")
        .should()
        .beFreeOfCycles()
        .because(
            "a newcomer reads packages from the bottom up: move the shared type to the lower one")
        .check(product);
  }

  @Test
  void shouldKeepKafkaOutOfTargetsAndVerification() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "dev.tandem.model..",
            "dev.tandem.postgres..",
            "dev.tandem.dynamo..",
            "dev.tandem.verify..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.kafka..")
        .because(
            "a target is a library that the poll loop drives, and that verification reads through")
        .check(product);
  }

  @Test
  void shouldReadTheEnvironmentAndExitInOnePlace() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.tandem.cli..", "dev.tandem.bench..")
        .should()
        .callMethod(System.class, "getenv", String.class)
        .orShould()
        .callMethod(System.class, "exit", int.class)
        .because(
            "secrets and exit statuses are cli's business: pass the value in, throw a TandemException out")
        .check(product);
  }

  @Test
  void shouldNameThingsForWhatTheyAre() {
    classes()
        .should()
        .haveNameNotMatching(".*(Manager|Helper|Utils?|Impl|Base)$")
        .because(
            "such a name says nothing: name it for what it is, or put the method where its data is")
        .check(product);
  }

  @Test
  void shouldKeepRowValuesOutOfTheStandardStreams() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "dev.tandem.cli..",
            "dev.tandem.bench..",
            "dev.tandem.model.fault..",
            "dev.tandem.local..")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .because(
            "invariant 8: only cli prints, and only what was made for the eyes of the operator")
        .check(product);
  }
}
