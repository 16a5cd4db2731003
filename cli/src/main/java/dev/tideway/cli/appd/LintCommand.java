package dev.tideway.cli.appd;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tideway.cli.appd.lint.Finding;
import dev.tideway.cli.appd.lint.Lint;
import dev.tideway.cli.appd.view.Line;
import dev.tideway.cli.console.Failure;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "lint",
    description =
        "Check manifests without a cluster, by the rules that the apiserver holds them to."
            + " Documents of other kinds are left alone.",
    mixinStandardHelpOptions = true)
final class LintCommand implements Callable<Integer> {
  private final Appd appd;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = "YAML or JSON; - for standard input.")
  private List<String> files = new ArrayList<>();

  @Mixin private Output output = new Output();

  LintCommand(Appd appd) {
    this.appd = appd;
  }

  @Override
  public Integer call() {
    Lint lint = new Lint();
    List<Finding> findings = new ArrayList<>();
    int checked = 0;
    int skipped = 0;
    for (String file : files) {
      Lint.Report report = check(lint, file);
      findings.addAll(report.findings());
      checked += report.checked();
      skipped += report.skipped();
    }
    if (output.json()) {
      print(findings);
    } else {
      print(findings, checked, skipped);
    }
    return findings.isEmpty() ? 0 : Appd.FAILED;
  }

  private static Lint.Report check(Lint lint, String file) {
    try (Reader text =
        file.equals("-")
            ? new InputStreamReader(System.in, StandardCharsets.UTF_8)
            : Files.newBufferedReader(Path.of(file))) {
      return lint.check(file, text);
    } catch (IOException e) {
      throw new Failure(
          file + " can't be read: " + e.getMessage(),
          "write the name of a file, or - for standard input");
    }
  }

  private void print(List<Finding> findings) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (Finding f : findings) {
      list.addObject()
          .put("file", f.file())
          .put("line", f.line())
          .put("path", f.path())
          .put("message", f.message());
    }
    appd.print(list);
  }

  private void print(List<Finding> findings, int checked, int skipped) {
    List<Line> lines = new ArrayList<>();
    for (Finding f : findings) {
      lines.add(
          Line.of(
              Line.strong(f.file() + ":" + f.line() + ": "),
              Line.bad(f.path().isEmpty() ? "" : f.path() + ": "),
              Line.plain(f.message())));
    }
    String others = skipped == 0 ? "" : ", " + skipped + " of other kinds left alone";
    lines.add(
        findings.isEmpty()
            ? Line.of(Line.good("✓ "), Line.plain(checked + " checked" + others))
            : Line.of(Line.bad("✗ "), Line.plain(findings.size() + " to mend" + others)));
    appd.print(lines);
  }
}
