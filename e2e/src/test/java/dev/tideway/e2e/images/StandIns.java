package dev.tideway.e2e.images;

import static org.junit.jupiter.api.Assumptions.abort;

import dev.tideway.cli.Folders;
import dev.tideway.cli.images.ImageBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Images under the names that our Dockerfiles and compose.yaml use, made of Debian's packages and
 * of what Maven and this JDK are on this machine. No registry is asked: what is tested is ours. All
 * but the small ones are kept in the user's cache folder.
 */
record StandIns(Engine engine, Path repository) {
  private static final Pattern BASE =
      Pattern.compile("^(?:FROM| *image:) +([a-z0-9./-]+:[\\w.-]+)", Pattern.MULTILINE);
  private static final String SLIM = "debian:12.11-slim";
  private static final String PREFIX = "tideway-stand-in-";
  private static final List<String> TARGETS = List.of("java", "postgres", "redis");
  private static final Path SOURCES = Path.of("src", "test", "resources", "stand-ins");
  private static final Path JDK = Path.of(System.getProperty("java.home"));

  void make(MavenMirror mirror) throws IOException, InterruptedException {
    Path kept = Folders.of(System.getenv()).cache().resolve("docker");
    Path tar = kept.resolve("stand-ins-" + key() + ".tar");
    if (Files.exists(tar)) {
      engine.docker("load", "-q", "-i", tar.toString()).text();
    } else {
      large();
      keep(kept, tar);
    }
    maven(mirror);
    distroless();
    for (String name : names()) {
      if (!name.equals(SLIM)) {
        engine.docker("tag", PREFIX + kind(name), name).text();
      }
    }
  }

  private static String kind(String name) {
    return Stream.of("maven", "java-base", "temurin", "postgres", "redis")
        .filter(name::contains)
        .findFirst()
        .map(kind -> kind.equals("temurin") ? "java" : kind)
        .orElseThrow(() -> new AssertionError("nothing stands in for " + name));
  }

  /** All bases that are used, whatever their tags are. */
  private TreeSet<String> names() throws IOException {
    TreeSet<String> names = new TreeSet<>();
    for (String file :
        List.of("app/Dockerfile", "app/Dockerfile.multi", "operator/Dockerfile", "compose.yaml")) {
      Matcher matcher = BASE.matcher(Files.readString(repository.resolve(file)));
      while (matcher.find()) {
        names.add(matcher.group(1));
      }
    }
    return names;
  }

  private static String key() throws IOException {
    StringBuilder all = new StringBuilder(Files.readString(JDK.resolve("release")));
    try (Stream<Path> files = Files.list(SOURCES)) {
      for (Path file : files.sorted().toList()) {
        all.append(Files.readString(file));
      }
    }
    return HexFormat.of().toHexDigits(all.toString().hashCode());
  }

  private void large() throws IOException, InterruptedException {
    Path context = Files.createTempDirectory(engine.folder(), "stand-ins");
    try {
      Path slim = context.resolve("slim.tar");
      List<String> debian = new ArrayList<>(List.of("mmdebstrap", "--quiet", "--variant=minbase"));
      for (String unread : List.of("doc", "locale", "man")) {
        debian.add("--dpkgopt=path-exclude=/usr/share/" + unread + "/*");
      }
      debian.addAll(List.of("bookworm", slim.toString()));
      Ran made = Ran.run(300, Map.of(), debian);
      if (!made.ok()) {
        abort("the Docker images aren't tested, mmdebstrap made no Debian: " + made.output());
      }
      engine.docker("import", slim.toString(), SLIM).text();
      Files.delete(slim);
      copy(SOURCES.resolve("."), context);
      copy(JDK, context.resolve("jdk"));
      Files.deleteIfExists(context.resolve("jdk/lib/src.zip"));
      unpackPostgres(context.resolve("postgres.txz"));
      for (String target : TARGETS) {
        engine.build(context, context.resolve("Dockerfile"), PREFIX + target, "--target=" + target);
      }
    } finally {
      Folders.delete(context);
    }
  }

  /** From the library that the app's tests have it from. */
  private static void unpackPostgres(Path to) throws IOException {
    boolean arm = System.getProperty("os.arch").equals("aarch64");
    String name = "/postgres-linux-" + (arm ? "arm_64" : "x86_64") + ".txz";
    try (var txz = StandIns.class.getResourceAsStream(name)) {
      if (txz == null) {
        throw new AssertionError("no " + name + " on the class path");
      }
      Files.copy(txz, to);
    }
  }

  private void keep(Path folder, Path tar) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    try (Stream<Path> old = Files.list(folder)) {
      for (Path file : old.toList()) {
        Folders.delete(file);
      }
    }
    Path half = folder.resolve("half.tar");
    List<String> save = new ArrayList<>(List.of("save", "-o", half.toString(), SLIM));
    TARGETS.forEach(target -> save.add(PREFIX + target));
    engine.docker(save).text();
    Files.move(half, tar, StandardCopyOption.ATOMIC_MOVE);
  }

  /** The Maven of this machine, and where it finds what it fetches. */
  private void maven(MavenMirror mirror) throws IOException, InterruptedException {
    Path context = Files.createTempDirectory(engine.folder(), "maven");
    Path program = Path.of(Ran.run(5, Map.of(), List.of("which", "mvn")).text()).toRealPath();
    copy(program.resolveSibling("..").normalize(), context.resolve("maven"));
    Files.writeString(context.resolve("maven/conf/settings.xml"), mirror.settings());
    Files.writeString(
        context.resolve("Dockerfile"),
        """
        FROM %sjava
        COPY maven /opt/maven
        ENV PATH=/opt/maven/bin:/opt/java/openjdk/bin:/usr/sbin:/usr/bin:/sbin:/bin
        """
            .formatted(PREFIX));
    engine.build(context, context.resolve("Dockerfile"), PREFIX + "maven");
  }

  /** The base of the images that are made without Docker, with the home of distroless. */
  private void distroless() throws IOException, InterruptedException {
    Path context = Files.createTempDirectory(engine.folder(), "distroless");
    copy(ImageBuilder.standard(System.out::println).base(), context.resolve("root"));
    Files.setPosixFilePermissions(
        context.resolve("root/tmp"), PosixFilePermissions.fromString("rwxrwxrwx"));
    Files.writeString(
        context.resolve("Dockerfile"),
        """
        FROM scratch
        COPY root /
        COPY --chown=65532:65532 home /home/nonroot
        USER 65532
        WORKDIR /home/nonroot
        """);
    Files.createDirectory(context.resolve("home"));
    engine.build(context, context.resolve("Dockerfile"), PREFIX + "java-base");
  }

  /** Files for links: a context has nothing that leads out of it. */
  private static void copy(Path from, Path to) throws IOException, InterruptedException {
    List<String> command = List.of("cp", "-rLp", from.toString(), to.toString());
    Ran.run(120, Map.of(), command).text();
  }
}
