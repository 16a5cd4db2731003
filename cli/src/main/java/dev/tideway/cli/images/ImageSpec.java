package dev.tideway.cli.images;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What goes into an image, beside the base and the Java runtime that all images share.
 *
 * @param name the last part of the image's name, and the name of the jar in it
 * @param libraries the rest of the class path
 * @param flags of Java, beside those that all images have
 * @param environment set in the image; it takes no part in the AOT cache, so that a changed one
 *     builds in no time
 */
public record ImageSpec(
    String name,
    Path jar,
    List<Path> libraries,
    String mainClass,
    List<String> flags,
    List<Integer> ports,
    Map<String, String> environment,
    Training training) {

  public ImageSpec {
    libraries = libraries.stream().sorted().toList();
    flags = List.copyOf(flags);
    ports = List.copyOf(ports);
    environment = Map.copyOf(environment);
  }

  /** The same image with one more variable, under a tag of its own. */
  public ImageSpec with(String variable, String value) {
    Map<String, String> more = new TreeMap<>(environment);
    more.put(variable, value);
    return new ImageSpec(name, jar, libraries, mainClass, flags, ports, more, training);
  }

  /**
   * The same app that calls itself by another version: an update to show without a second build.
   */
  public ImageSpec withVersion(String version) {
    return with("APP_VERSION", version);
  }
}
