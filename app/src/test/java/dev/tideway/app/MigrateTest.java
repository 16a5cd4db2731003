package dev.tideway.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tideway.app.database.TestPostgres;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** {@code java -jar app.jar migrate}: its exit code and its one line are what a gate reads. */
class MigrateTest {

  @Test
  void bringsAnEmptyDatabaseUpToDateAndThenHasNothingToDo() throws Exception {
    Map<String, String> database = TestPostgres.empty();
    AppProcess.Ended first = AppProcess.run(database, "migrate");
    assertEnded(
        0, "\"message\":\"migrated\",.*\"applied\":[1-9]\\d*,\"version\":\"[1-9]\\d*\"", first);
    AppProcess.Ended second = AppProcess.run(database, "migrate");
    assertEnded(0, "\"message\":\"migrated\",.*\"applied\":0,\"version\":\"[1-9]\\d*\"", second);
  }

  @Test
  void withoutAVariableItNamesIt() throws Exception {
    assertEnded(
        1,
        "\"DATABASE_URL is not set: set it to postgresql://USER:PASSWORD@HOST:5432/DATABASE\"",
        AppProcess.run(Map.of(), "migrate"));
  }

  @Test
  void whereNothingListensItSaysWhere() throws Exception {
    String password = UUID.randomUUID().toString();
    String url = "postgresql://me:" + password + "@127.0.0.1:1/shop";
    AppProcess.Ended ended = AppProcess.run(Map.of("DATABASE_URL", url), "migrate");
    assertEnded(
        1,
        "\"the database at 127.0.0.1:1/shop can't be reached: Connection to 127.0.0.1:1 refused\\."
            + " Check DATABASE_URL, and that PostgreSQL runs there\"",
        ended);
    assertFalse(ended.output().contains(password), ended.output());
  }

  @Test
  void whatPostgresRefusesIsSaidInItsWords() throws Exception {
    String url = Optional.ofNullable(TestPostgres.empty().get("DATABASE_URL")).orElseThrow();
    AppProcess.Ended ended = AppProcess.run(Map.of("DATABASE_URL", url + "none"), "migrate");
    assertEnded(1, "was not migrated: FATAL: database .* does not exist", ended);
  }

  @Test
  void anUnknownArgumentIsRefused() throws Exception {
    assertEnded(
        2,
        "\"unknown argument migrat: write migrate, seed, or nothing to start the server\"",
        AppProcess.run(Map.of(), "migrat"));
  }

  private static void assertEnded(int exitCode, String words, AppProcess.Ended ended) {
    assertEquals(exitCode, ended.exitCode(), ended.output());
    List<String> lines = ended.output().lines().toList();
    assertEquals(1, lines.size(), ended.output());
    assertTrue(lines.getFirst().matches(".*" + words + ".*"), ended.output());
  }
}
