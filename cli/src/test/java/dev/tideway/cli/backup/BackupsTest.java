package dev.tideway.cli.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tideway.cli.cluster.Kubectl;
import dev.tideway.cli.console.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said to people, by a kubectl that has its answers from the test. */
class BackupsTest {
  private static final String OLD = "2026-11-24T02-00-00Z.dump";
  private static final String NEW = "2026-11-25T02-00-00Z.dump";
  private static final String DATABASE =
      """
      *"get pod -l"*component=database*) echo tideway-database-0 ;;
      *"get pods -l"*component=redis*) ;;
      """;
  private static final String DUMPS =
      DATABASE + "*stat*) printf '100 %s\\n7 lost+found\\n2500000 %s\\n' ;;\n".formatted(OLD, NEW);

  @TempDir private Path folder = Path.of("");

  @Test
  void theNewestIsFirst() throws IOException {
    assertEquals(List.of(new Dump(NEW, 2_500_000), new Dump(OLD, 100)), backups(DUMPS).list());
    assertEquals(NEW, backups(DUMPS).find("latest").name());
    assertEquals(Instant.parse("2026-11-24T02:00:00Z"), backups(DUMPS).find(OLD).begun());
  }

  @Test
  void aDumpThatIsNotThere() throws IOException {
    assertFails(
        "there is no dump x; see which there are: ./tideway backup list",
        () -> backups(DUMPS).find("x"));
    assertFails(
        "there is no dump yet; make one: ./tideway backup now",
        () -> backups(DATABASE + "*stat*) ;;\n").find("latest"));
  }

  @Test
  void aNamespaceWithoutADatabase() throws IOException {
    assertFails(
        "there is no pod of a bundled database in shop; name the namespace of a release with"
            + " database.mode=bundled: --namespace NAMESPACE",
        () -> backups("").list());
    assertFails(
        "there is no cronjob of a bundled database-backup in shop; install the chart with"
            + " database.mode=bundled and database.bundled.backup.enabled=true; another database"
            + " has backups of its own",
        () -> backups("").now(what -> {}));
  }

  @Test
  void aJobThatFailsShowsItsLog() throws IOException {
    Backups backups =
        backups(
            """
            *"get cronjob"*) echo nightly ;;
            *"get job"*) echo FailureTarget Failed ;;
            *"create job"*) ;;
            *logs*) echo pg_dump: no space ;;
            """);
    Failure failure = assertThrows(Failure.class, () -> backups.now(what -> {}));
    String text = String.valueOf(failure.getMessage());
    assertTrue(text.matches("(?s)job nightly-now-\\w+ made no dump:\npg_dump: no space"), text);
  }

  @Test
  void aJobThatIsDone() throws IOException, InterruptedException {
    String job =
        """
        *"get cronjob"*) echo nightly ;;
        *"get job"*) echo SuccessCriteriaMet Complete ;;
        *"create job"*) ;;
        *logs*) echo wrote %s ;;
        """
            .formatted(NEW);
    assertEquals(new Dump(NEW, 2_500_000), backups(job + DUMPS).now(what -> {}));
  }

  @Test
  void aRestoreThatFailsSaysThatNothingHappened() throws IOException {
    Backups backups =
        backups(DATABASE + "*exec*) cat > /dev/null; echo it is no archive >&2; exit 1 ;;\n");
    Failure failure =
        assertThrows(Failure.class, () -> backups.restore(new Dump(OLD, 1), what -> {}));
    assertEquals(
        OLD + " was not restored, and the database is as it was:\nit is no archive",
        failure.getMessage());
  }

  @Test
  void aRestoreNamesTheDatabaseBefore() throws IOException, InterruptedException {
    Backups backups =
        backups(DATABASE + "*exec*) grep -q pg_restore && echo app-before-restore ;;\n");
    assertEquals("app-before-restore", backups.restore(new Dump(OLD, 1), what -> {}));
  }

  private interface Deed {
    void run() throws Exception;
  }

  private static void assertFails(String text, Deed deed) {
    Failure failure = assertThrows(Failure.class, deed::run);
    assertEquals(text, failure.getMessage() + "; " + failure.remedy());
  }

  /**
   * @param cases of a shell's {@code case} on all arguments
   */
  private Backups backups(String cases) throws IOException {
    Path program = folder.resolve("kubectl");
    Files.writeString(program, "#!/bin/sh\ncase \"$*\" in\n" + cases + "esac\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    return new Backups(new Kubectl(program, List.of()), "shop");
  }
}
