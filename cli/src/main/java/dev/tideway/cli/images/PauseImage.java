package dev.tideway.cli.images;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import dev.tideway.cli.Folders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The image of a pod's sandbox: one static program. */
public final class PauseImage {
  private static final String NAME = "tideway.local/pause";

  private PauseImage() {}

  public static BuiltImage build(Path program) {
    try {
      String tag = new ContentHash().file(program).end();
      Path cache = Files.createDirectories(Folders.of(System.getenv()).images());
      Path tar = cache.resolve("pause-" + tag + ".tar");
      Path digest = cache.resolve("pause-" + tag + ".tar.digest");
      if (!Files.exists(tar) || !Files.exists(digest)) {
        Path half = Files.createTempFile(cache, ".pause", ".tar");
        String made =
            Jib.fromScratch()
                .setFormat(ImageFormat.Docker)
                .setCreationTime(Layers.TIME)
                .setUser("65535:65535")
                .addFileEntriesLayer(
                    FileEntriesLayer.builder()
                        .addEntry(
                            program,
                            com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath.get("/pause"),
                            FilePermissions.fromOctalString("755"))
                        .build())
                .setEntrypoint("/pause")
                .containerize(
                    Containerizer.to(TarImage.at(half).named(NAME + ":" + tag))
                        .setApplicationLayersCache(cache.resolve("layers"))
                        .setBaseImageLayersCache(cache.resolve("base-images")))
                .getDigest()
                .toString();
        Files.writeString(digest, made);
        Files.move(half, tar, StandardCopyOption.ATOMIC_MOVE);
      }
      return new BuiltImage(NAME, tag, tar, Files.readString(digest));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ImageException("stopped while building " + NAME, e);
    } catch (Exception e) {
      throw new ImageException(NAME + " can't be built: " + e, e);
    }
  }
}
