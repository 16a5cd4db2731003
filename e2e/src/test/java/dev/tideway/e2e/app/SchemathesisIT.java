package dev.tideway.e2e.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tideway.cli.images.ThrowawayKeys;
import dev.tideway.e2e.Command;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Some hundred requests that the OpenAPI document allows, and some that it doesn't, to the real app
 * on a real PostgreSQL: no server error, and no answer that the document doesn't have.
 */
class SchemathesisIT {
  /** Refusals alone would show nothing. */
  private static final List<String> REACHED =
      List.of(
          "GET /api/v1/items 200",
          "POST /api/v1/items 201",
          "GET /api/v1/items/[^/]+ 200",
          "PUT /api/v1/items/[^/]+ 200",
          "DELETE /api/v1/items/[^/]+ 204",
          "GET /api/v1/items/[^/]+/files 200",
          "GET /api/v1/users 200",
          "POST /api/v1/users 201",
          "GET /api/v1/me 200",
          "GET /debug 200");

  @Test
  void theAppDoesWhatItsDocumentSays() throws Exception {
    Schemathesis schemathesis = Schemathesis.installed();
    try (EmbeddedPostgres postgres =
        EmbeddedPostgres.builder()
            .setOverrideWorkingDirectory(Path.of("target", "postgres").toAbsolutePath().toFile())
            .setServerConfig("fsync", "off")
            .start()) {
      ThrowawayKeys keys = ThrowawayKeys.make();
      Map<String, String> environment =
          Map.of(
              "DATABASE_URL",
              "postgresql://postgres@127.0.0.1:" + postgres.getPort() + "/postgres",
              "STORAGE_URL",
              Files.createTempDirectory(Path.of("target"), "files").toUri().toString(),
              "APP_JWT_KEYS",
              keys.pem(),
              "APP_LOCAL_ACCOUNTS",
              "true",
              "LIMIT_WRITES",
              "off",
              "LIMIT_LOGIN",
              "off");
      AppJar.migrate(environment);
      try (AppJar app = AppJar.serve(environment)) {
        Command.Ended ended =
            schemathesis.run(
                240,
                "--config-file",
                Path.of("src", "test", "resources", "schemathesis.toml")
                    .toAbsolutePath()
                    .toString(),
                "run",
                "--header",
                "Authorization: Bearer " + keys.token("admin"),
                app.url().resolve("/openapi/v1.json").toString());
        assertEquals(0, ended.code(), ended.output() + ended.errors());
        for (String request : REACHED) {
          assertTrue(app.answered(request), () -> "nothing came of " + request + ended.output());
        }
      }
    }
  }
}
