package dev.tideway.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** One direction: HTTP, then what the app does, then SQL; and values that know none of these. */
class ArchitectureTest {
  private static final JavaClasses ALL =
      new ClassFileImporter().importPath(Path.of("target/classes"));

  @Test
  void layersKnowOnlyWhatIsBelow() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("controllers")
        .definedBy("dev.tideway.app.controllers")
        .layer("services")
        .definedBy("dev.tideway.app.services")
        .layer("repositories")
        .definedBy("dev.tideway.app.repositories")
        .layer("models")
        .definedBy("dev.tideway.app.models")
        .whereLayer("controllers")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("services")
        .mayOnlyBeAccessedByLayers("controllers")
        .whereLayer("repositories")
        .mayOnlyBeAccessedByLayers("services")
        .whereLayer("models")
        .mayNotAccessAnyLayer()
        .check(ALL);
  }

  @Test
  void servicesAndWhatIsBelowSpeakNoHttp() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "dev.tideway.app.services",
            "dev.tideway.app.repositories",
            "dev.tideway.app.models",
            "dev.tideway.app.database",
            "dev.tideway.app.redis",
            "dev.tideway.app.storage",
            "dev.tideway.app.uploads",
            "dev.tideway.app.settings")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.micronaut.http..")
        .check(ALL);
  }

  @Test
  void noPackagesNeedEachOther() {
    slices().matching("dev.tideway.app.(*)..").should().beFreeOfCycles().check(ALL);
  }
}
