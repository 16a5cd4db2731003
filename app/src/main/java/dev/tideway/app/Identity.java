package dev.tideway.app;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Who answers: the version that was built (or that APP_VERSION claims), and the revision and pod,
 * known only where the operator says them.
 */
public record Identity(
    String name, String version, Optional<String> revision, Optional<String> pod) {

  @Factory
  static final class FromConfiguration {
    @Singleton
    Identity identity(
        @Property(name = "micronaut.application.name") String name,
        @Property(name = "app.version") String version,
        @Property(name = "app.revision", defaultValue = "") String revision,
        @Property(name = "app.pod", defaultValue = "") String pod) {
      return new Identity(name, version, known(revision), known(pod));
    }

    private static Optional<String> known(String value) {
      return Optional.of(value).filter(v -> !v.isBlank());
    }
  }
}
