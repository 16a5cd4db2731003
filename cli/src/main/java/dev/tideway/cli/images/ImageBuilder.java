package dev.tideway.cli.images;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Builds images into a cache folder. Every part is kept under the hash of what went into it, so a
 * call whose inputs haven't changed only reads and hashes the jars.
 */
public final class ImageBuilder {
  private static final String REGISTRY = "tideway.local";

  private final Path cache;
  private final Path jdk;
  private final Optional<String> baseImage;
  private final Consumer<String> progress;

  /**
   * @param cache kept between calls; it may be deleted at any time
   * @param jdk the home of a JDK 25
   * @param baseImage an image to build on instead of Debian's packages; it has to have glibc and
   *     zlib, and the images get no AOT cache
   * @param progress gets one short line for each step that takes time
   */
  public ImageBuilder(Path cache, Path jdk, Optional<String> baseImage, Consumer<String> progress) {
    this.cache = cache.toAbsolutePath();
    this.jdk = jdk;
    this.baseImage = baseImage;
    this.progress = progress;
  }

  /** The user's cache folder, the JDK that runs this, and TIDEWAY_BASE_IMAGE. */
  public static ImageBuilder standard(Consumer<String> progress) {
    Optional<String> xdg = Optional.ofNullable(System.getenv("XDG_CACHE_HOME"));
    Path caches = xdg.map(Path::of).orElse(Path.of(System.getProperty("user.home"), ".cache"));
    return new ImageBuilder(
        caches.resolve("tideway").resolve("images"),
        Path.of(System.getProperty("java.home")),
        Optional.ofNullable(System.getenv("TIDEWAY_BASE_IMAGE")).filter(name -> !name.isBlank()),
        progress);
  }

  public BuiltImage build(ImageSpec spec) {
    try {
      Files.createDirectories(cache);
      Keys keys = Keys.of(spec, jdk, baseImage, aot());
      Path tar = cache.resolve(spec.name() + "-" + keys.image() + ".tar");
      Path digest = tar.resolveSibling(tar.getFileName() + ".digest");
      if (!Files.exists(tar) || !Files.exists(digest)) {
        make(spec, keys, tar, digest);
      }
      String name = REGISTRY + "/" + spec.name();
      return new BuiltImage(name, keys.image(), tar, Files.readString(digest).strip());
    } catch (IOException e) {
      throw new ImageException("the image of " + spec.name() + " can't be built: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ImageException("stopped while building the image of " + spec.name(), e);
    }
  }

  private boolean aot() {
    return baseImage.isEmpty() && AotCache.obstacle().isEmpty();
  }

  private void make(ImageSpec spec, Keys keys, Path tar, Path digest)
      throws IOException, InterruptedException {
    if (baseImage.isEmpty() && !Debian.available()) {
      throw new ImageException(
          "there is no apt-get and dpkg-deb here to make a base image with. Name one with glibc and"
              + " zlib in TIDEWAY_BASE_IMAGE, for instance debian:stable-slim");
    }
    Path java = JavaRuntime.home(jdk, cache, progress);
    Path program = AppFiles.make(spec, keys.program(), cache);
    Optional<Path> base = Optional.empty();
    Optional<Path> trained = Optional.empty();
    if (baseImage.isEmpty()) {
      base = Optional.of(Debian.root(cache, progress));
    }
    if (base.isPresent() && aot()) {
      trained =
          Optional.of(
              new AotCache(cache, progress).folder(spec, keys.aot(), base.get(), java, program));
    } else {
      progress.accept(
          spec.name()
              + ": no AOT cache, because "
              + AotCache.obstacle().orElse("the base is a foreign image")
              + "; it starts more slowly");
    }
    progress.accept(spec.name() + ": writing " + tar.getFileName());
    Path half = Files.createTempFile(cache, "." + spec.name(), ".tar");
    try {
      String made =
          new Assembly(cache, baseImage)
              .write(
                  spec,
                  new Assembly.Parts(base, java, program, trained),
                  REGISTRY + "/" + spec.name() + ":" + keys.image(),
                  half);
      Files.writeString(digest, made);
      Files.move(half, tar, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(half);
    }
  }
}
