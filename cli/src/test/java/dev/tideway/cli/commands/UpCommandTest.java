package dev.tideway.cli.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tideway.cli.console.Failure;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What is refused before anything is made. */
class UpCommandTest {
  @ParameterizedTest
  @ValueSource(strings = {"--full --bare", "--full --context=there"})
  void theWholeAppIsForALocalCluster(String options) {
    Failure refused = refusal(options);
    assertEquals(
        "--full is the app on a local cluster, and goes with neither --bare nor --context",
        refused.getMessage());
    assertTrue(refused.remedy().startsWith("leave one of them out"), refused::remedy);
  }

  @Test
  void anotherClusterGetsItsImagesFromARegistry() {
    assertEquals(
        "name a registry that you may push to: ./tideway up --context there --registry"
            + " registry.example/team",
        refusal("--context=there").remedy());
  }

  private static Failure refusal(String options) {
    CommandLine line = Tideway.commandLine();
    line.parseArgs(("up " + options).split(" ", -1));
    UpCommand up = Objects.requireNonNull(line.getSubcommands().get("up")).getCommand();
    return assertThrows(Failure.class, up::call);
  }
}
