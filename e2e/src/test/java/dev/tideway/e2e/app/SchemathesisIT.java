package dev.tideway.e2e.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Some hundred requests that the OpenAPI document allows, and some that it doesn't, to the real app
 * on a real PostgreSQL: no server error, and no answer that the document doesn't have.
 */
class SchemathesisIT {

  @Test
  void theAppDoesWhatItsDocumentSays() throws Exception {
    Schemathesis schemathesis = Schemathesis.installed();
    try (EmbeddedPostgres postgres =
        EmbeddedPostgres.builder()
            .setOverrideWorkingDirectory(Path.of("target", "postgres").toAbsolutePath().toFile())
            .setServerConfig("fsync", "off")
            .start()) {
      Map<String, String> environment =
          Map.of(
              "DATABASE_URL",
              "postgresql://postgres@127.0.0.1:" + postgres.getPort() + "/postgres",
              "LIMIT_WRITES",
              "off",
              "LIMIT_LOGIN",
              "off");
      AppJar.migrate(environment);
      try (AppJar app = AppJar.serve(environment)) {
        Schemathesis.Ended ended =
            schemathesis.run(
                90,
                "--config-file",
                Path.of("src", "test", "resources", "schemathesis.toml")
                    .toAbsolutePath()
                    .toString(),
                "run",
                app.url().resolve("/openapi/v1.json").toString());
        assertEquals(0, ended.exitCode(), ended.output());
      }
    }
  }
}
