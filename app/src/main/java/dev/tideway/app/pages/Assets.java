package dev.tideway.app.pages;

import dev.tideway.app.digests.Digests;
import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/** Styles and scripts, in memory; a page names each with a hash of its content. */
@Singleton
public final class Assets {
  private static final String HTMX = "META-INF/resources/webjars/htmx.org/%s/dist/htmx.min.js";

  private final Map<String, Asset> assets;

  Assets(@Property(name = "app.htmx") String htmx) {
    assets =
        Map.of(
            "app.css", read("assets/app.css", "text/css"),
            "app.js", read("assets/app.js", "text/javascript"),
            "icon.svg", read("assets/icon.svg", "image/svg+xml"),
            "htmx.js", read(HTMX.formatted(htmx), "text/javascript"));
  }

  /** A file, its media type, and a hash of it. */
  record Asset(byte[] content, String type, String hash) {}

  /** Where a page finds it. */
  public String path(String name) {
    return "/assets/" + name + "?v=" + find(name).orElseThrow().hash();
  }

  Optional<Asset> find(String name) {
    return Optional.ofNullable(assets.get(name));
  }

  private static Asset read(String resource, String type) {
    try (InputStream in = Assets.class.getClassLoader().getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + " is not on the class path");
      }
      byte[] content = in.readAllBytes();
      byte[] hash = Digests.sha256().digest(content);
      return new Asset(content, type, HexFormat.of().formatHex(hash, 0, 8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
