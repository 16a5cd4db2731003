package dev.tideway.app.storage;

import dev.tideway.app.settings.InvalidSetting;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Optional;

/** What STORAGE_URL says: which kind of storage, and where in it. */
public sealed interface StorageUrl {
  /** The shapes, for every message that asks for one. */
  String SHAPES =
      "file:///FOLDER, s3://BUCKET/PREFIX, gs://BUCKET/PREFIX or azblob://ACCOUNT/CONTAINER/PREFIX";

  /** A folder of a volume. */
  record Local(Path folder) implements StorageUrl {}

  /** Amazon S3, or what speaks its protocol; a prefix ends in a slash or is empty. */
  record S3(String bucket, String prefix) implements StorageUrl {}

  /** Google Cloud Storage. */
  record Gcs(String bucket, String prefix) implements StorageUrl {}

  /** Azure Blob Storage. */
  record Azure(String account, String container, String prefix) implements StorageUrl {}

  /**
   * Reads it.
   *
   * @throws InvalidSetting when it can't be read; the message says what to write
   */
  static StorageUrl parse(String url) {
    URI uri = uri(url);
    String scheme = Optional.ofNullable(uri.getScheme()).orElse("");
    String host = Optional.ofNullable(uri.getRawAuthority()).orElse("");
    String path = Optional.ofNullable(uri.getPath()).orElse("");
    if (uri.getRawQuery() != null || uri.getRawFragment() != null || host.contains("@")) {
      throw unreadable();
    }
    if (scheme.equals("file")) {
      if (!host.isEmpty() || !path.startsWith("/") || path.equals("/")) {
        throw unreadable();
      }
      return new Local(Path.of(path));
    }
    if (host.isEmpty()) {
      throw unreadable();
    }
    return switch (scheme) {
      case "s3" -> new S3(host, prefix(path));
      case "gs" -> new Gcs(host, prefix(path));
      case "azblob" -> {
        String[] parts = path.replaceFirst("^/", "").split("/", 2);
        if (parts[0].isEmpty()) {
          throw unreadable();
        }
        yield new Azure(host, parts[0], parts.length == 1 ? "" : prefix(parts[1]));
      }
      default -> throw unreadable();
    };
  }

  private static String prefix(String path) {
    String bare = path.replaceAll("^/+|/+$", "");
    return bare.isEmpty() ? "" : bare + "/";
  }

  private static URI uri(String url) {
    try {
      return new URI(url.strip());
    } catch (URISyntaxException e) {
      throw unreadable();
    }
  }

  // Without the value: somebody may have put a key into it.
  private static InvalidSetting unreadable() {
    return new InvalidSetting("STORAGE_URL can't be read: write " + SHAPES);
  }
}
