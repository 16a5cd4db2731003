package dev.tideway.cli.dev;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tideway.cli.Folders;
import dev.tideway.cli.console.Failure;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DevFolderTest {
  @TempDir private Path state = Path.of("");

  @Test
  void onlyOneRunsAtATime() throws IOException {
    DevFolder folder = folder("default");
    try (DevFolder.Hold hold = folder.hold();
        DevFolder.Hold _ = folder("second").hold()) {
      hold.say("process 17, http://localhost:8080");
      Failure failure = assertThrows(Failure.class, folder::hold);
      assertEquals("it runs already: process 17, http://localhost:8080", failure.getMessage());
      assertTrue(failure.remedy().endsWith(" ./tideway --name second dev"), failure::remedy);
      Failure second = assertThrows(Failure.class, folder("second")::hold);
      assertTrue(second.remedy().endsWith(" ./tideway --name third dev"), second::remedy);
    }
    folder.hold().close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "..", "a/b", "Default", "-a", "aaaaaaaaaaaaaaaaaaaaa"})
  void noNameLeadsOutOfTheFolder(String name) {
    assertThrows(Failure.class, () -> folder(name));
  }

  private DevFolder folder(String name) throws IOException {
    return DevFolder.of(new Folders(state, state), name);
  }
}
