package dev.tideway.cli.images;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds a real image of a program of one class; only where Debian's packages can be had. */
class ImageBuilderTest {
  private static final Path JDK = Path.of(System.getProperty("java.home"));

  @TempDir private static Path cache = Path.of("");
  @TempDir private Path folder = Path.of("");
  private final List<String> progress = new ArrayList<>();

  @BeforeEach
  void here() {
    assumeTrue(Command.exists("apt-get"), "Debian only");
    assumeTrue(AotCache.obstacle().isEmpty(), () -> AotCache.obstacle().orElseThrow());
  }

  @Test
  void buildsOnceAndTrains() throws IOException {
    ImageSpec spec = spec("--hello");
    BuiltImage first = builder().build(spec);
    assertEquals("tideway.local/hello:" + first.tag(), first.reference());
    assertTrue(progress.stream().anyMatch(line -> line.contains("training")), progress::toString);
    assertTrue(first.digest().matches("sha256:[0-9a-f]{64}"), first.digest());
    String config = new String(Files.readAllBytes(first.tar()), StandardCharsets.ISO_8859_1);
    assertTrue(config.contains("\"User\":\"65532:65532\""), "runs as root");
    assertTrue(config.contains("-XX:AOTCache=/app/app.aot"), "doesn't use its AOT cache");

    progress.clear();
    assertEquals(first, builder().build(spec));
    assertEquals(List.of(), progress);

    BuiltImage second = builder().build(spec.withVersion("2"));
    assertEquals(List.of("hello: writing " + second.tar().getFileName()), progress);
    assertNotEquals(first.reference(), second.reference());
    assertNotEquals(first.digest(), second.digest());
  }

  @Test
  void aFailedTrainingCostsOnlyTheAotCache() throws IOException {
    BuiltImage image = builder().build(spec("--fail"));
    assertTrue(
        progress.stream().anyMatch(line -> line.contains("hello ended its training with 3")),
        progress::toString);
    String config = new String(Files.readAllBytes(image.tar()), StandardCharsets.ISO_8859_1);
    assertFalse(config.contains("-XX:AOTCache"), "names an AOT cache that isn't there");
  }

  private ImageBuilder builder() {
    return new ImageBuilder(cache, JDK, Optional.empty(), progress::add);
  }

  private ImageSpec spec(String argument) throws IOException {
    Path source = folder.resolve("Hello.java");
    Files.writeString(
        source,
        """
        class Hello {
          public static void main(String[] args) {
            System.exit(args[0].equals("--fail") ? 3 : 0);
          }
        }
        """);
    ToolProvider.getSystemJavaCompiler().run(null, null, null, source.toString());
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    Path jar = folder.resolve("hello.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
      out.putNextEntry(new JarEntry("Hello.class"));
      Files.copy(folder.resolve("Hello.class"), out);
    }
    return new ImageSpec(
        "hello",
        jar,
        List.of(),
        "Hello",
        List.of(),
        List.of(),
        Map.of(),
        new Training.UntilExit(List.of(argument)));
  }
}
