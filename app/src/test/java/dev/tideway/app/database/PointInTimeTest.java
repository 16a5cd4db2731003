package dev.tideway.app.database;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tideway.app.Await;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Back to a moment, as docs/guide/backups.md has it: a base backup, and the WAL that was archived
 * since.
 */
class PointInTimeTest {
  private static final String ADD =
      "INSERT INTO items VALUES"
          + " (gen_random_uuid(), '%s', '', 'tests', 'ACTIVE', 1, now(), now(), 0) RETURNING 1";

  @Test
  void whatWasThereBeforeTheAccidentIsBack(@TempDir Path folder) throws Exception {
    Path archive = Files.createDirectory(folder.resolve("archive"));
    Path base = folder.resolve("base");
    String moment;
    try (EmbeddedPostgres server = first(folder, archive);
        Connection connection = server.getPostgresDatabase().getConnection()) {
      String url = "postgresql://postgres@127.0.0.1:" + server.getPort() + "/postgres";
      assertEquals(0, Migrate.run(Map.of("DATABASE_URL", url)));
      add(connection, "in the base backup");
      backUp(connection, folder.resolve("data"), base);
      add(connection, "in the WAL");
      moment = column(connection, "SELECT clock_timestamp()").getFirst();
      add(connection, "later");
      column(connection, "DELETE FROM items RETURNING 1");
      archive(connection);
    }

    Files.createFile(base.resolve("recovery.signal"));
    Files.writeString(
        base.resolve("postgresql.conf"),
        """
        restore_command = 'cp %s/%%f %%p'
        recovery_target_time = '%s'
        recovery_target_action = promote
        """
            .formatted(archive, moment),
        StandardOpenOption.APPEND);
    try (EmbeddedPostgres server =
            embedded(folder).setDataDirectory(base).setCleanDataDirectory(false).start();
        Connection connection = server.getPostgresDatabase().getConnection()) {
      await(connection, "SELECT NOT pg_is_in_recovery()");
      assertEquals(
          List.of("in the base backup", "in the WAL"),
          column(connection, "SELECT name FROM items ORDER BY created_at"));
      add(connection, "after it");
    }
  }

  private static EmbeddedPostgres first(Path folder, Path archive) throws IOException {
    return embedded(folder)
        .setDataDirectory(folder.resolve("data"))
        .setServerConfig("archive_mode", "on")
        // A shell reads it on its way to the server.
        .setServerConfig("archive_command", "'cp %p " + archive + "/%f'")
        .start();
  }

  private static EmbeddedPostgres.Builder embedded(Path folder) {
    return EmbeddedPostgres.builder()
        .setOverrideWorkingDirectory(folder.resolve("programs").toFile())
        .setServerConfig("fsync", "off");
  }

  /** What pg_basebackup does. */
  private static void backUp(Connection connection, Path data, Path base) throws IOException {
    column(connection, "SELECT pg_backup_start('base', true)");
    copy(data, base);
    String label = column(connection, "SELECT labelfile FROM pg_backup_stop()").getFirst();
    Files.writeString(base.resolve("backup_label"), label);
    Files.setPosixFilePermissions(base, PosixFilePermissions.fromString("rwx------"));
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
              throws IOException {
            Files.createDirectories(to.resolve(from.relativize(folder).toString()));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Path path = from.relativize(file);
            // Its WAL is in the archive, and its process is another one.
            if (!path.startsWith("pg_wal") && !path.startsWith("postmaster.pid")) {
              try {
                Files.copy(file, to.resolve(path.toString()));
              } catch (NoSuchFileException gone) {
                // A running server removes files; what they held is in the WAL.
              }
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** Until all that was written so far is in the archive. */
  private static void archive(Connection connection) {
    String last = column(connection, "SELECT pg_walfile_name(pg_current_wal_lsn())").getFirst();
    column(connection, "SELECT pg_switch_wal()");
    await(connection, "SELECT last_archived_wal >= '" + last + "' FROM pg_stat_archiver");
  }

  private static void await(Connection connection, String truth) {
    Await.until(truth, () -> column(connection, truth).equals(List.of("t")));
  }

  private static void add(Connection connection, String name) {
    column(connection, ADD.formatted(name));
  }

  private static List<String> column(Connection connection, String sql) {
    List<String> values = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
    return values;
  }
}
