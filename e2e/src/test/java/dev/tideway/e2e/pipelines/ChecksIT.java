package dev.tideway.e2e.pipelines;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.tideway.e2e.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The four pipelines as their systems would read them, and the scripts that they share. */
class ChecksIT {

  @TestFactory
  Stream<DynamicTest> hasNothingToMend() throws IOException, InterruptedException {
    Path python = Ci.python();
    Path go = Ci.tools("actionlint");
    String schema = "check-jsonschema --builtin-schema vendor.";
    return Stream.of(
            "shellcheck -x -P SCRIPTDIR " + String.join(" ", scripts()),
            // It hands the steps' scripts to shellcheck, and knows the inputs of well-known
            // actions.
            "actionlint -color=false " + String.join(" ", workflows()),
            "zizmor --offline --no-progress --strict-collection .github",
            schema + "github-workflows " + String.join(" ", workflows()),
            "check-jsonschema --builtin-schema custom.github-workflows-require-timeout "
                + String.join(" ", workflows()),
            schema + "dependabot .github/dependabot.yml",
            schema + "cloudbuild cloudbuild.yaml",
            schema
                + "azure-pipelines --data-transform azure-pipelines --regex-variant nonunicode"
                + " azure-pipelines.yml")
        .map(line -> line.split(" "))
        .map(
            words ->
                dynamicTest(
                    words[0] + " " + words[words.length - 1],
                    () -> Command.of(words).in(Ci.ROOT).path(python, go).run().succeeded()));
  }

  private static List<String> workflows() throws IOException {
    return files(".github/workflows").toList();
  }

  private static List<String> scripts() throws IOException {
    return files(".ci")
        .filter(file -> !file.startsWith(".ci/tools/") || file.equals(".ci/tools/get"))
        .toList();
  }

  private static Stream<String> files(String folder) throws IOException {
    try (Stream<Path> found = Files.walk(Ci.ROOT.resolve(folder))) {
      return found
          .filter(Files::isRegularFile)
          .map(file -> Ci.ROOT.relativize(file).toString())
          .sorted()
          .toList()
          .stream();
    }
  }
}
