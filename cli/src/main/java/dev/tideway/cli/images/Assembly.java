package dev.tideway.cli.images;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import com.google.cloud.tools.jib.api.buildplan.Port;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/** Puts the parts into layers, those that change least first, and has Jib write the tar. */
final class Assembly {
  private static final String USER = "65532:65532";

  private final Path cache;
  private final Optional<String> baseImage;

  Assembly(Path cache, Optional<String> baseImage) {
    this.cache = cache;
    this.baseImage = baseImage;
  }

  /**
   * Folders with the contents of the layers; {@code base} is empty where an image takes its place.
   */
  record Parts(Optional<Path> base, Path java, Path program, Optional<Path> aot) {}

  /** The digest of the image written. */
  String write(ImageSpec spec, Parts parts, String reference, Path tar)
      throws IOException, InterruptedException {
    try {
      JibContainerBuilder image =
          baseImage.isPresent() ? Jib.from(baseImage.get()) : Jib.fromScratch();
      image.addPlatform(architecture(), "linux");
      image.setFormat(ImageFormat.Docker).setCreationTime(Layers.TIME).setUser(USER);
      image.setWorkingDirectory(AbsoluteUnixPath.get(AppFiles.FOLDER));
      if (parts.base().isPresent()) {
        image.addFileEntriesLayer(Layers.tree("base", parts.base().get(), "/"));
      }
      image
          .addFileEntriesLayer(Layers.tree("java", parts.java(), JavaRuntime.HOME))
          .addFileEntriesLayer(
              Layers.files("libraries", spec.libraries(), AppFiles.FOLDER + "/lib"))
          .addFileEntriesLayer(Layers.tree("program", parts.program(), AppFiles.FOLDER));
      if (parts.aot().isPresent()) {
        image.addFileEntriesLayer(Layers.tree("aot", parts.aot().get(), AppFiles.FOLDER));
      }
      image.setEntrypoint(AppFiles.entrypoint(parts.aot().isPresent()));
      image.setEnvironment(spec.environment());
      spec.ports().forEach(port -> image.addExposedPort(Port.tcp(port)));
      Containerizer target =
          Containerizer.to(TarImage.at(tar).named(reference))
              .setApplicationLayersCache(cache.resolve("layers"))
              .setBaseImageLayersCache(cache.resolve("base-images"))
              .setToolName("tideway");
      return image.containerize(target).getDigest().toString();
    } catch (InvalidImageReferenceException e) {
      throw new ImageException(
          baseImage.orElse(reference) + " is no image name; set TIDEWAY_BASE_IMAGE to another", e);
    } catch (RegistryException e) {
      throw new ImageException(
          "the base image " + baseImage.orElse("") + " can't be pulled: " + e.getMessage(), e);
    } catch (CacheDirectoryCreationException | ExecutionException e) {
      throw new ImageException("the image of " + spec.name() + " can't be written: " + e, e);
    }
  }

  static String architecture() {
    return System.getProperty("os.arch", "").equals("aarch64") ? "arm64" : "amd64";
  }
}
