package dev.tideway.cli.images;

import dev.tideway.cli.Folders;
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
    return new ImageBuilder(
        Folders.of(System.getenv()).images(),
        Path.of(System.getProperty("java.home")),
        Optional.ofNullable(System.getenv("TIDEWAY_BASE_IMAGE")).filter(name -> !name.isBlank()),
        progress);
  }

  /** The root file system below all images that don't name another, made on the first call. */
  public Path base() throws IOException, InterruptedException {
    return Debian.root(cache, progress);
  }

  public BuiltImage build(ImageSpec spec) {
    try {
      Files.createDirectories(cache);
      Optional<String> obstacle =
          baseImage.map(base -> "the base is " + base).or(AotCache::obstacle);
      if (obstacle.isEmpty()) {
        try {
          return image(spec, Optional.empty());
        } catch (TrainingException e) {
          obstacle = Optional.of(String.valueOf(e.getMessage()));
        }
      }
      return image(spec, obstacle);
    } catch (IOException e) {
      throw new ImageException("the image of " + spec.name() + " can't be built: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ImageException("stopped while building the image of " + spec.name(), e);
    }
  }

  private BuiltImage image(ImageSpec spec, Optional<String> untrained)
      throws IOException, InterruptedException {
    Keys keys = Keys.of(spec, jdk, baseImage, untrained.isEmpty());
    String name = REGISTRY + "/" + spec.name();
    Path tar = cache.resolve(spec.name() + "-" + keys.image() + ".tar");
    Path digest = tar.resolveSibling(tar.getFileName() + ".digest");
    if (!Files.exists(tar) || !Files.exists(digest)) {
      untrained.ifPresent(
          why -> progress.accept(spec.name() + ": no AOT cache, it starts more slowly: " + why));
      Assembly.Parts parts = parts(spec, keys, untrained.isEmpty());
      progress.accept(spec.name() + ": writing " + tar.getFileName());
      write(spec, parts, name + ":" + keys.image(), tar, digest);
    }
    return new BuiltImage(name, keys.image(), tar, Files.readString(digest).strip());
  }

  private Assembly.Parts parts(ImageSpec spec, Keys keys, boolean trained)
      throws IOException, InterruptedException {
    Path java = JavaRuntime.home(jdk, cache, progress);
    Path program = AppFiles.make(spec, keys.program(), cache);
    if (baseImage.isPresent()) {
      return new Assembly.Parts(Optional.empty(), java, program, Optional.empty());
    }
    Path base = Debian.root(cache, progress);
    Optional<Path> aot =
        trained
            ? Optional.of(
                new AotCache(cache, progress).folder(spec, keys.aot(), base, java, program))
            : Optional.empty();
    return new Assembly.Parts(Optional.of(base), java, program, aot);
  }

  private void write(ImageSpec spec, Assembly.Parts parts, String reference, Path tar, Path digest)
      throws IOException, InterruptedException {
    Path half = Files.createTempFile(cache, "." + spec.name(), ".tar");
    try {
      Files.writeString(digest, new Assembly(cache, baseImage).write(spec, parts, reference, half));
      Files.move(half, tar, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(half);
    }
  }
}
