package dev.tideway.cli.images;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysTest {
  @TempDir private Path folder = Path.of("");
  private Path jar = Path.of("");
  private Path library = Path.of("");

  @BeforeEach
  void files() throws IOException {
    jar = Files.writeString(folder.resolve("web-1.jar"), "program");
    library = Files.writeString(folder.resolve("lib-1.jar"), "library");
    Files.writeString(folder.resolve("release"), "JAVA_VERSION=25");
  }

  @Test
  void timesAndFoldersDontCount() throws IOException {
    Keys before = keys(spec());
    Files.setLastModifiedTime(jar, FileTime.from(Instant.EPOCH));
    assertEquals(before, keys(spec()));
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    jar = Files.copy(jar, elsewhere.resolve("web-1.jar"));
    assertEquals(before, keys(spec()));
  }

  @Test
  void anEnvironmentMakesAnotherImageFromTheSameTraining() throws IOException {
    Keys one = keys(spec());
    Keys two = keys(spec().withVersion("2"));
    assertEquals(one.aot(), two.aot());
    assertNotEquals(one.image(), two.image());
    assertEquals(two, keys(spec().with("APP_VERSION", "2")));
  }

  @Test
  void anUntrainedImageHasATagOfItsOwn() throws IOException {
    assertNotEquals(keys(spec()).image(), Keys.of(spec(), folder, Optional.empty(), false).image());
  }

  @Test
  void changesOfTheSpec() throws IOException {
    ImageSpec s = spec();
    Training other = new Training.UntilExit(List.of("--train"));
    for (ImageSpec changed :
        List.of(
            new ImageSpec(
                "web", jar, List.of(), "web.Main", List.of(), List.of(), Map.of(), s.training()),
            new ImageSpec(
                "web", jar, s.libraries(), "Web", List.of(), List.of(), Map.of(), s.training()),
            new ImageSpec(
                "web",
                jar,
                s.libraries(),
                "web.Main",
                List.of("-ea"),
                List.of(),
                Map.of(),
                s.training()),
            new ImageSpec(
                "web", jar, s.libraries(), "web.Main", List.of(), List.of(), Map.of(), other))) {
      assertNotEquals(keys(s).aot(), keys(changed).aot(), changed::toString);
    }
  }

  @Test
  void changesOfTheFiles() throws IOException {
    for (Path file : List.of(jar, library, folder.resolve("release"))) {
      Keys before = keys(spec());
      Files.writeString(file, "something else");
      assertNotEquals(before.aot(), keys(spec()).aot(), file::toString);
    }
  }

  private Keys keys(ImageSpec spec) throws IOException {
    return Keys.of(spec, folder, Optional.empty(), true);
  }

  private ImageSpec spec() {
    return new ImageSpec(
        "web",
        jar,
        List.of(library),
        "web.Main",
        List.of(),
        List.of(8080),
        Map.of(),
        new Training.UntilExit(List.of("--version")));
  }
}
