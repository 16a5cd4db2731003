package dev.tideway.cli.tools;

import dev.tideway.cli.Folders;
import dev.tideway.cli.console.Failure;
import dev.tideway.cli.console.Steps.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * Provides the programs: from the cache, else from their project's downloads, else built from the
 * Go module proxy. A folder of the cache is named by all that goes into it.
 */
public final class Tools {
  private final Path cache;
  private final Path sources;
  private final Downloads downloads;
  private boolean online;

  Tools(Path cache, Path sources, Downloads downloads, boolean online) {
    this.cache = cache;
    this.sources = sources;
    this.downloads = downloads;
    this.online = online;
  }

  /**
   * Those of this checkout, kept in the user's cache. {@code TIDEWAY_DOWNLOAD=false}: build all.
   */
  public static Tools standard() {
    return new Tools(
        Folders.of(System.getenv()).programs(),
        Folders.repository().resolve("cli/src/main/go"),
        new Downloads(),
        !"false".equals(System.getenv("TIDEWAY_DOWNLOAD")));
  }

  /** The folder with a tool's programs; {@code progress} hears of it only when work is needed. */
  public Path get(Tool tool, Progress progress) {
    try {
      Path folder = folder(tool);
      if (!Files.isDirectory(folder)) {
        Files.createDirectories(cache);
        Path half = Files.createTempDirectory(cache, "." + tool.title());
        try {
          make(tool, half, what -> progress.at(tool.title() + ": " + what));
          // Another command may have made the same meanwhile.
          if (!Files.isDirectory(folder)) {
            Files.move(half, folder, StandardCopyOption.ATOMIC_MOVE);
          }
        } finally {
          Folders.delete(half);
        }
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure("stopped while making " + tool.title(), "run the same command again");
    }
  }

  /** One program; it has to be there already. */
  public Path program(Tool tool, String name) {
    try {
      Path program = folder(tool).resolve(name);
      if (!Files.exists(program)) {
        throw new Failure(
            tool.title() + " is not there in the version that this checkout asks for",
            "get it: ./tideway programs");
      }
      return program;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path folder(Tool tool) throws IOException {
    return cache.resolve(tool.title() + "-" + version(tool) + "-" + key(tool));
  }

  /** Its version with the leading v; {@code v0} for our own. */
  public String version(Tool tool) throws IOException {
    return tool.versionOf().isEmpty() ? "v0" : module(tool).version(tool.versionOf());
  }

  /** The folder of another module that a tool's module requires, as it was published. */
  public Path source(Tool tool, String module) throws IOException, InterruptedException {
    requireGo(module);
    return module(tool).source(module);
  }

  private void make(Tool tool, Path into, Progress progress)
      throws IOException, InterruptedException {
    if (online && tool.release().isPresent()) {
      try {
        downloads.fetch(tool.release().get(), version(tool), into, progress);
        return;
      } catch (IOException e) {
        // Whatever the cause, the others would fail in the same way, and building always works.
        online = false;
        progress.at("no download (" + e.getMessage() + "), building it");
      }
    }
    requireGo(tool.title());
    GoBuild.run(module(tool), tool.packages(), tool.linkerFlags(version(tool)), into, progress);
    if (tool == Tool.ETCD) {
      Files.move(into.resolve("server"), into.resolve("etcd"));
    }
  }

  private static void requireGo(String what) {
    if (!GoBuild.isInstalled()) {
      throw new Failure(
          what + " could not be downloaded, and there is no Go here to build it with",
          "install Go 1.24 or later (it fetches the version it needs), or connect to the internet,"
              + " and run the same command again");
    }
  }

  private GoModule module(Tool tool) {
    return new GoModule(sources.resolve(tool.module()));
  }

  private String key(Tool tool) throws IOException {
    MessageDigest digest = Downloads.sha256();
    try (Stream<Path> files = Files.list(module(tool).folder())) {
      List<Path> sorted = files.filter(f -> Files.isRegularFile(f)).sorted().toList();
      for (Path file : sorted) {
        digest.update(Files.readAllBytes(file));
      }
    }
    digest.update(tool.linkerFlags("").getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest.digest(), 0, 4);
  }
}
