package dev.tideway.cli.images;

import dev.tideway.cli.Folders;
import dev.tideway.cli.Resources;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * PostgreSQL and Redis out of the packages of this machine's Debian: one image under two names, for
 * a local cluster that asks no registry for them.
 *
 * @param tag names the recipe
 * @param tar as {@code docker save} writes it
 */
public record ServersImage(String tag, Path tar) {
  public static final String POSTGRES = "tideway.local/postgres";
  public static final String REDIS = "tideway.local/redis";

  private static final String RECIPE = "1";
  private static final String ENTRYPOINT = "servers-entrypoint.sh";
  private static final int UID = 999;

  /** The just-in-time compiler of queries is a hundred megabytes, and optional. */
  private static final List<String> LEFT_OUT =
      List.of(
          "/usr/share/doc/*",
          "/usr/share/locale/*",
          "/usr/share/man/*",
          "/usr/lib/postgresql/*/lib/llvmjit*",
          "/usr/lib/postgresql/*/lib/bitcode/*",
          "/usr/lib/*/libLLVM*");

  private static final String CONFIG =
      """
      {"architecture":"%s","os":"linux","config":{"User":"%2$d:%2$d",\
      "Env":["PATH=/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin","LANG=C.UTF-8"],\
      "Entrypoint":["/usr/local/bin/%3$s"],"Cmd":["postgres"]},\
      "rootfs":{"type":"layers","diff_ids":["sha256:%4$s"]}}\
      """;

  /**
   * The image in the user's cache folder, made on the first call.
   *
   * @throws ImageException when this machine can't make it; the message says what to install
   */
  public static ServersImage build(Consumer<String> progress) {
    try {
      String suite = suite();
      String tag =
          new ContentHash()
              .text(RECIPE)
              .text(suite)
              .texts(LEFT_OUT)
              .text(new String(entrypoint(), StandardCharsets.UTF_8))
              .end();
      Path cache = Files.createDirectories(Folders.of(System.getenv()).images());
      ServersImage image = new ServersImage(tag, cache.resolve("servers-" + tag + ".tar"));
      if (!Files.exists(image.tar())) {
        progress.accept("PostgreSQL and Redis: Debian's packages (" + suite + ")");
        Path work = Files.createTempDirectory(cache, ".servers");
        try {
          Path root = debian(suite, work);
          progress.accept("PostgreSQL and Redis: writing " + image.tar().getFileName());
          Files.move(image.write(root, work), image.tar(), StandardCopyOption.ATOMIC_MOVE);
        } finally {
          Folders.delete(work);
        }
      }
      return image;
    } catch (IOException e) {
      throw new ImageException("the image of PostgreSQL and Redis can't be built: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ImageException("stopped while building the image of PostgreSQL and Redis", e);
    }
  }

  /** {@code name:tag} of both names. */
  public List<String> references() {
    return Stream.of(POSTGRES, REDIS).map(name -> name + ":" + tag).toList();
  }

  private static String suite() throws IOException {
    Path release = Path.of("/etc/os-release");
    Optional<String> suite =
        Files.exists(release)
            ? Files.readAllLines(release).stream()
                .filter(line -> line.startsWith("VERSION_CODENAME="))
                .map(line -> line.substring(line.indexOf('=') + 1).replace("\"", ""))
                .findFirst()
            : Optional.empty();
    if (suite.isEmpty() || !Command.exists("mmdebstrap")) {
      throw new ImageException(
          "PostgreSQL and Redis are packed by mmdebstrap, on Debian: apt-get install mmdebstrap");
    }
    return suite.get();
  }

  private static Path debian(String suite, Path work) throws IOException, InterruptedException {
    Path script = work.resolve(ENTRYPOINT);
    Files.write(script, entrypoint());
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path root = work.resolve("layer.tar");
    List<String> command = new ArrayList<>(List.of("mmdebstrap", "--quiet", "--variant=minbase"));
    command.add("--include=postgresql,redis-server");
    LEFT_OUT.forEach(path -> command.add("--dpkgopt=path-exclude=" + path));
    // Else its installation makes a database.
    command.add(
        "--essential-hook=mkdir -p \"$1/etc/postgresql-common\" && echo create_main_cluster=false >"
            + " \"$1/etc/postgresql-common/createcluster.conf\"");
    command.add("--dpkgopt=force-confold");
    command.add("--customize-hook=copy-in " + script + " /usr/local/bin");
    // PostgreSQL wants its user to have a name. And its programs aren't on Debian's PATH.
    command.add(
        "--customize-hook=echo 'server:x:%1$d:%1$d::/:/usr/sbin/nologin' >> \"$1/etc/passwd\""
            .formatted(UID));
    command.add(
        "--customize-hook=for it in \"$1\"/usr/lib/postgresql/*/bin/*; do"
            + " ln -s \"${it#\"$1\"}\" \"$1/usr/local/bin/\"; done");
    command.addAll(List.of(suite, root.toString()));
    Command.run(work, command);
    return root;
  }

  private static byte[] entrypoint() throws IOException {
    return Resources.text(ServersImage.class, ENTRYPOINT).getBytes(StandardCharsets.UTF_8);
  }

  /** Debian's tar is the one layer as it is, with its links and owners. */
  private Path write(Path layer, Path work) throws IOException {
    String config =
        CONFIG.formatted(Assembly.architecture(), UID, ENTRYPOINT, ContentHash.sha256(layer));
    String manifest =
        "[{\"Config\":\"config.json\",\"RepoTags\":[\"%s\"],\"Layers\":[\"layer.tar\"]}]"
            .formatted(String.join("\",\"", references()));
    Path half = work.resolve("image.tar");
    try (OutputStream file = Files.newOutputStream(half);
        TarArchiveOutputStream out = new TarArchiveOutputStream(file)) {
      out.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
      add(out, "config.json", config);
      add(out, "manifest.json", manifest);
      out.putArchiveEntry(new TarArchiveEntry(layer, "layer.tar"));
      Files.copy(layer, out);
      out.closeArchiveEntry();
    }
    return half;
  }

  private static void add(TarArchiveOutputStream out, String name, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    TarArchiveEntry entry = new TarArchiveEntry(name);
    entry.setSize(bytes.length);
    out.putArchiveEntry(entry);
    out.write(bytes);
    out.closeArchiveEntry();
  }
}
