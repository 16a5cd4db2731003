package dev.tideway.cli.images;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A Java runtime of only the modules that our programs use, linked by the JDK that runs us. */
final class JavaRuntime {
  /** Where it is in the image. */
  static final String HOME = "/opt/jre";

  /** The same flags in training and at work: an AOT cache is refused when they differ. */
  static final List<String> FLAGS =
      List.of(
          "-XX:+UseCompactObjectHeaders",
          "-XX:+UseSerialGC",
          "-XX:+ExitOnOutOfMemoryError",
          "-XX:-UsePerfData",
          "-Xlog:disable",
          "-Xlog:all=warning:stderr");

  /**
   * Reviewed by hand. jdeps lists far more (java.desktop, for one), because libraries name classes
   * that they only touch when those are there.
   */
  private static final List<String> MODULES =
      List.of(
          "java.base",
          "java.logging",
          "java.management",
          "java.naming",
          "java.net.http",
          "java.sql",
          "java.xml",
          "jdk.httpserver",
          "jdk.jfr",
          "jdk.management",
          "jdk.unsupported",
          "jdk.zipfs");

  /**
   * Not --strip-debug: that calls objcopy, which few machines have, for symbols that aren't there.
   */
  private static final List<String> OPTIONS =
      List.of(
          "--strip-java-debug-attributes",
          "--no-header-files",
          "--no-man-pages",
          "--compress",
          "zip-0");

  private JavaRuntime() {}

  static String key(Path jdk) throws IOException {
    return new ContentHash().file(jdk.resolve("release")).texts(MODULES).texts(OPTIONS).end();
  }

  /** The folder of the runtime, made on the first call. */
  static Path home(Path jdk, Path cache, Consumer<String> progress)
      throws IOException, InterruptedException {
    Path jlink = jdk.resolve("bin/jlink");
    if (!Files.isExecutable(jlink)) {
      throw new ImageException(
          jdk + " has no bin/jlink: run with a full JDK 25 (set JAVA_HOME), not a runtime");
    }
    Path home = cache.resolve("java-" + key(jdk));
    if (!Files.exists(home)) {
      progress.accept("java: linking a runtime of " + MODULES.size() + " modules");
      Tree.make(home, folder -> link(jlink, cache, folder));
    }
    return home;
  }

  private static void link(Path jlink, Path cache, Path folder)
      throws IOException, InterruptedException {
    // jlink wants to make the folder itself.
    Files.delete(folder);
    List<String> command = new ArrayList<>();
    command.addAll(List.of(jlink.toString(), "--add-modules", String.join(",", MODULES)));
    command.addAll(OPTIONS);
    command.addAll(List.of("--output", folder.toString()));
    Command.run(cache, command);
    Tree.resolveLinks(folder);
  }
}
