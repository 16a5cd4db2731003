package dev.tideway.cli.tools;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tideway.cli.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every tool is pinned: by a version in its module, and by the checksums of all it needs. */
class ToolTest {
  @ParameterizedTest
  @EnumSource(Tool.class)
  void isPinned(Tool tool) throws IOException {
    assertTrue(Tools.standard().version(tool).matches("v\\d[\\d.]*"), tool::title);
    Path module = Folders.repository().resolve("cli/src/main/go").resolve(tool.module());
    boolean needsNothing = !Files.readString(module.resolve("go.mod")).contains("require");
    assertTrue(needsNothing || Files.size(module.resolve("go.sum")) > 0, tool::title);
  }
}
