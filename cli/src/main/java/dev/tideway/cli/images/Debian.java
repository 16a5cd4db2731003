package dev.tideway.cli.images;

import dev.tideway.cli.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The base of our images: the C library, certificates and time zones out of Debian's packages, and
 * nothing else. No shell, no package manager: nothing in it can be run but the program.
 */
final class Debian {
  private static final String RECIPE = "1";
  private static final List<String> PACKAGES =
      List.of("ca-certificates", "libc6", "libgcc-s1", "tzdata", "zlib1g");

  /** Character sets and time zones with leap seconds are of no use to a Java program. */
  private static final List<String> LEFT_OUT =
      List.of(
          "usr/lib/%s/gconv",
          "usr/lib/%s/audit",
          "usr/share/zoneinfo/right",
          "usr/share/zoneinfo/posix",
          "usr/share/lintian",
          "usr/share/man",
          "usr/share/locale",
          "usr/sbin",
          "var",
          "etc/ld.so.conf.d");

  private static final String UID = "65532";

  private Debian() {}

  static String key() {
    return new ContentHash().text(RECIPE).text(triplet()).texts(PACKAGES).texts(LEFT_OUT).end();
  }

  /** The folder of the root file system, made on the first call. */
  static Path root(Path cache, Consumer<String> progress) throws IOException, InterruptedException {
    Path root = cache.resolve("base-" + key());
    if (!Files.exists(root)) {
      if (!Command.exists("apt-get") || !Command.exists("dpkg-deb")) {
        throw new ImageException(
            "there is no apt-get and dpkg-deb here to make a base image with. Name one that has"
                + " glibc and zlib in TIDEWAY_BASE_IMAGE, for instance debian:stable-slim");
      }
      progress.accept("base: downloading " + String.join(", ", PACKAGES));
      Tree.make(root, folder -> fill(folder, progress));
    }
    return root;
  }

  private static void fill(Path root, Consumer<String> progress)
      throws IOException, InterruptedException {
    Path packages = Files.createDirectory(root.resolve(".packages"));
    download(packages, progress);
    for (Path file : Tree.walk(packages)) {
      if (file.toString().endsWith(".deb")) {
        Command.run(packages, List.of("dpkg-deb", "-x", file.toString(), root.toString()));
      }
    }
    Folders.delete(packages);
    certificates(root);
    for (String path : LEFT_OUT) {
      Folders.delete(root.resolve(path.formatted(triplet())));
    }
    Tree.resolveLinks(root);
    documentation(root.resolve("usr/share/doc"));
    Files.createDirectories(root.resolve("etc"));
    Files.writeString(
        root.resolve("etc/passwd"),
        "root:x:0:0:root:/:/sbin/nologin\nnonroot:x:"
            + UID
            + ":"
            + UID
            + ":nonroot:/tmp:/sbin/nologin\n");
    Files.writeString(root.resolve("etc/group"), "root:x:0:\nnonroot:x:" + UID + ":\n");
    Files.writeString(root.resolve("etc/nsswitch.conf"), "hosts: files dns\n");
    Files.createDirectories(root.resolve("tmp"));
  }

  private static void download(Path folder, Consumer<String> progress)
      throws IOException, InterruptedException {
    List<String> command =
        Stream.concat(Stream.of("apt-get", "download"), PACKAGES.stream()).toList();
    try {
      Command.run(folder, command);
    } catch (ImageException stale) {
      progress.accept("base: the package lists are missing or old, refreshing them");
      try {
        Command.run(folder, List.of("apt-get", "update"));
        Command.run(folder, command);
      } catch (ImageException e) {
        throw new ImageException(
            "Debian's packages can't be downloaded. Run `apt-get update` as root and try again, or"
                + " name an image to build on in TIDEWAY_BASE_IMAGE.\n"
                + e.getMessage(),
            e);
      }
    }
  }

  /** What the package's own script does: one file with all of them, for whatever isn't Java. */
  private static void certificates(Path root) throws IOException {
    StringBuilder all = new StringBuilder();
    for (Path file : Tree.walk(root.resolve("usr/share/ca-certificates"))) {
      if (file.toString().endsWith(".crt")) {
        all.append(Files.readString(file));
      }
    }
    Path bundle = root.resolve("etc/ssl/certs/ca-certificates.crt");
    Files.createDirectories(bundle.getParent());
    Files.writeString(bundle, all);
    Folders.delete(root.resolve("usr/share/ca-certificates"));
  }

  /** The licences stay, the rest goes. */
  private static void documentation(Path folder) throws IOException {
    for (Path file : Tree.walk(folder)) {
      if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
          && !file.getFileName().toString().equals("copyright")) {
        Files.delete(file);
      }
    }
  }

  private static String triplet() {
    return System.getProperty("os.arch", "").equals("aarch64")
        ? "aarch64-linux-gnu"
        : "x86_64-linux-gnu";
  }
}
