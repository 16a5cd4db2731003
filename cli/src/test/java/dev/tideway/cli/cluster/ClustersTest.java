package dev.tideway.cli.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tideway.cli.Folders;
import dev.tideway.cli.console.Failure;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClustersTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void isTheSameTheNextTime() {
    Layout made = clusters().findOrCreate("one");
    assertEquals(made, clusters().findOrCreate("one"));
    assertEquals(Optional.of(made), clusters().find("one"));
    assertEquals(List.of("one"), clusters().names());
  }

  @Test
  void twoShareNothing() {
    Layout one = clusters().findOrCreate("one");
    Layout two = clusters().findOrCreate("two");
    assertNotEquals(one.slot(), two.slot());
    assertNotEquals(one.gatewayPort(), two.gatewayPort());
    assertNotEquals(one.etcdPort(), two.etcdPort());
    assertNotEquals(one.podRange(), two.podRange());
    assertNotEquals(one.hostInterface(), two.hostInterface());
    assertNotEquals(one.folder(), two.folder());
  }

  @Test
  void nothingIsThereAtFirst() {
    assertEquals(Optional.empty(), clusters().find("one"));
    assertEquals(List.of(), clusters().names());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Upper", "../etc", "a b", "-a", "a-name-of-far-too-many-letters"})
  void namesThatCanNotBeAreRefused(String name) {
    Failure failure = assertThrows(Failure.class, () -> clusters().findOrCreate(name));
    assertTrue(failure.remedy().contains("lower-case"), failure::remedy);
    assertThrows(Failure.class, () -> clusters().find(name));
  }

  @Test
  void aHoldEndsWhenItIsClosed() {
    clusters().hold("one").close();
    clusters().hold("one").close();
    assertEquals(List.of(), clusters().names());
  }

  private Clusters clusters() {
    return new Clusters(new Folders(folder, folder));
  }
}
