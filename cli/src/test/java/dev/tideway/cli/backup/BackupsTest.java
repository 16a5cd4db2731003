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
      "*'get pod '*component=database*) echo pod/tideway-database-0 ;;\n";
  private static final String DUMPS =
      DATABASE + "*stat*) printf '100 %s\\n7 lost+found\\n2500000 %s\\n' ;;\n".formatted(OLD, NEW);
  private static final String JOB =
      "*'get cronjob'*) echo cronjob.batch/nightly ;;\n*'create job'*) ;;\n";

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
        "there is no dump x; see which there are: backup list", () -> backups(DUMPS).find("x"));
    assertFails(
        "there is no dump yet; make one: backup now",
        () -> backups(DATABASE + "*stat*) ;;\n").find("latest"));
  }

  @Test
  void aNamespaceWithoutADatabase() throws IOException {
    assertFails(
        "there is no pod of a bundled database in shop; name the namespace of a release with"
            + " database.mode=bundled: --namespace NAMESPACE; on a local cluster: ./tideway up"
            + " --full",
        () -> backups("").list());
    assertFails(
        "there is no cronjob of a bundled database-backup in shop; install the chart with"
            + " database.mode=bundled and database.bundled.backup.enabled=true; another database"
            + " has backups of its own; on a local cluster: ./tideway up --full",
        () -> backups("").now(what -> {}));
  }

  @Test
  void aClusterThatRefusesIsNoClusterWithout() throws IOException {
    Failure failure =
        assertThrows(
            Failure.class,
            () -> backups("*'get pod '*) echo pods is forbidden >&2; exit 1 ;;\n").list());
    String text = String.valueOf(failure.getMessage());
    assertTrue(text.endsWith("pods is forbidden"), text);
  }

  @Test
  void aJobThatFailsShowsTheLogOfThePodThatFailed() throws IOException {
    Backups backups =
        backups(
            JOB
                + """
                *'get job'*) echo nightly-now FailureTarget Failed ;;
                *phase=Failed*) echo pod/second ;;
                *'logs pod/second'*) echo pg_dump: no space ;;
                """);
    Failure failure = assertThrows(Failure.class, () -> backups.now(what -> {}));
    String text = String.valueOf(failure.getMessage());
    assertTrue(text.matches("(?s)job nightly-now-\\w+ failed:\npg_dump: no space"), text);
  }

  @Test
  void aJobThatIsDoneAtItsSecondTry() throws IOException, InterruptedException {
    String job =
        JOB
            + """
            *'get job'*) echo nightly-now SuccessCriteriaMet Complete ;;
            *phase=Succeeded*) echo pod/second ;;
            *'logs pod/second'*) echo wrote %s ;;
            """
                .formatted(NEW);
    assertEquals(new Dump(NEW, 2_500_000), backups(job + DUMPS).now(what -> {}));
  }

  @Test
  void aJobThatIsDeletedEndsTheWait() throws IOException {
    Failure failure =
        assertThrows(Failure.class, () -> backups(JOB + "*'get job'*) ;;\n").now(what -> {}));
    assertTrue(String.valueOf(failure.getMessage()).endsWith("was deleted meanwhile"));
  }

  @Test
  void aRestoreThatFailsSaysThatNothingHappened() throws IOException {
    assertFails(
        OLD
            + " was not restored, and the database is as it was:\nit is no archive; mend what it"
            + " says, or take another one: backup list",
        () ->
            backups(DATABASE + "*restore.sh*) echo it is no archive >&2; exit 1 ;;\n")
                .restore(new Dump(OLD, 1), what -> {}));
  }

  @Test
  void aSwapThatFailsSaysThatNothingIsLost() throws IOException {
    assertFails(
        "app-restored did not take the place of the database:\nin use; nothing is lost; see which"
            + " databases there are, and try again: backup list",
        () ->
            backups(
                    DATABASE
                        + "*restore.sh*) echo app-restored ;;\n"
                        + "*'swap.sh app-restored') echo in use; exit 1 ;;\n")
                .restore(new Dump(OLD, 1), what -> {}));
  }

  @Test
  void aFileIsFedToTheRestore() throws IOException, InterruptedException {
    Path file = folder.resolve("copied.dump");
    Files.writeString(file, "app-restored");
    assertEquals(
        "app-before-now",
        backups(
                DATABASE
                    + "*' --stdin '*'restore.sh -') cat ;;\n"
                    + "*'swap.sh app-restored') echo app-before-now ;;\n")
            .restore(file, what -> {}));
  }

  @Test
  void anUndoTakesWhatWasThereLast() throws IOException, InterruptedException {
    String kept = DATABASE + "*kept.sh*) printf '9 app-before-2\\n7 app-before-1\\n' ;;\n";
    Backups backups = backups(kept + "*'swap.sh app-before-2') echo app-before-3 ;;\n");
    assertEquals("app-before-3", backups.undo(backups.last(), what -> {}));
    assertEquals(List.of(new Kept("app-before-2", 9), new Kept("app-before-1", 7)), backups.kept());
    assertFails(
        "no database is kept from before a restore; restore a dump: backup list",
        () -> backups(DATABASE + "*kept.sh*) ;;\n").last());
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
    return new Backups(new Kubectl(program, List.of()), "shop", "backup", "kubectl");
  }
}
