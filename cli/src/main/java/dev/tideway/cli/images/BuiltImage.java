package dev.tideway.cli.images;

import java.nio.file.Path;

/**
 * An image as a tar that {@code ctr images import} and {@code docker load} take.
 *
 * @param name without tag: {@code tideway.local/app}
 * @param tag names the content: two builds of the same inputs have the same tag
 * @param digest {@code sha256:…} of the image's manifest
 */
public record BuiltImage(String name, String tag, Path tar, String digest) {

  /** {@code name:tag}, as a pod names it. */
  public String reference() {
    return name + ":" + tag;
  }
}
