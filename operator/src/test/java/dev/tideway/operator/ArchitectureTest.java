package dev.tideway.operator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One direction: what a package may import. */
class ArchitectureTest {
  private static final Path CLASSES = Path.of("target/classes");
  private static final Path SOURCES = Path.of("src/main/java");
  private static final String ROOT = "dev.tideway.operator";
  private static final int LONGEST_RECONCILER = 80;
  private static final JavaClasses ALL = new ClassFileImporter().importPath(CLASSES);

  @Test
  void everyClassFileWasRead() throws IOException {
    try (Stream<Path> files = Files.walk(CLASSES)) {
      long written = files.filter(f -> f.toString().endsWith(".class")).count();
      assertEquals(written, ALL.size());
    }
  }

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          domain     |
          rollout    | domain  io.fabric8.kubernetes.api.model
          desired    | domain  dev.tideway.crds  io.fabric8.kubernetes.api.model  com.fasterxml.jackson
          traffic    | domain desired  dev.tideway.crds  io.fabric8.kubernetes.api.model  io.fabric8.kubernetes.model.annotation  com.fasterxml.jackson
          observe    | domain desired traffic freeze  dev.tideway.crds  io.fabric8.kubernetes  io.javaoperatorsdk
          apply      | domain desired observe  dev.tideway.crds  io.fabric8.kubernetes  com.fasterxml.jackson  io.micrometer
          status     | domain desired  dev.tideway.crds  io.fabric8.kubernetes  io.javaoperatorsdk  org.slf4j
          adoption   | domain desired  dev.tideway.crds  io.fabric8.kubernetes.api.model
          controller | domain rollout adoption desired traffic observe apply status freeze  dev.tideway.crds  io.fabric8.kubernetes  io.javaoperatorsdk
          freeze     | domain  dev.tideway.crds  io.fabric8.kubernetes.api.model  com.cronutils
          """)
  void importsOnly(String name, String allowed) {
    String[] packages =
        Stream.concat(
                Stream.of("java", "org.jspecify.annotations", ROOT + "." + name),
                Stream.ofNullable(allowed)
                    .flatMap(text -> Arrays.stream(text.split(" +")))
                    .map(word -> word.contains(".") ? word : ROOT + "." + word))
            .map(prefix -> prefix + "..")
            .toArray(String[]::new);
    classes()
        .that()
        .resideInAPackage(ROOT + "." + name)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(packages)
        .check(ALL);
  }

  @Test
  void everyPackageHasItsRule() {
    assertEquals(
        "adoption apply controller desired domain freeze observe rollout status traffic",
        ALL.stream()
            .map(c -> c.getPackageName())
            .filter(name -> name.startsWith(ROOT + "."))
            .map(name -> name.substring(ROOT.length() + 1))
            .distinct()
            .sorted()
            .collect(Collectors.joining(" ")));
  }

  @Test
  void nothingImportsTheWiring() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT)
        .check(ALL);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(ALL);
  }

  @Test
  void reconcilersAreThin() throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      List<Path> reconcilers = files.filter(f -> f.toString().endsWith("Reconciler.java")).toList();
      assertTrue(!reconcilers.isEmpty(), "there is a reconciler");
      for (Path file : reconcilers) {
        long lines = Files.readAllLines(file).stream().filter(l -> !isPreamble(l)).count();
        assertTrue(
            lines < LONGEST_RECONCILER,
            () -> file + " has " + lines + " lines; move decisions to the planner");
      }
    }
  }

  private static boolean isPreamble(String line) {
    return line.isBlank() || line.startsWith("import ") || line.startsWith("package ");
  }
}
