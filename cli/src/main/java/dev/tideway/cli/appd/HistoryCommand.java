package dev.tideway.cli.appd;

import dev.tideway.cli.appd.kubectl.Transport;
import dev.tideway.cli.appd.view.Diff;
import dev.tideway.cli.appd.view.Documents;
import dev.tideway.cli.appd.view.History;
import dev.tideway.cli.appd.view.Line;
import dev.tideway.cli.appd.view.RevisionRecord;
import dev.tideway.cli.console.Failure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "history",
    description = "Show the revisions of an app, or what changed between two of them.",
    mixinStandardHelpOptions = true)
final class HistoryCommand implements Callable<Integer> {
  private final Appd appd;

  @Parameters(paramLabel = "APP", description = "Name of the app.")
  private String name = "";

  @Option(
      names = "--diff",
      arity = "2",
      paramLabel = "N",
      description = "What changed from one revision to another: --diff 3 5")
  private List<Long> diff = new ArrayList<>();

  @Option(
      names = "--revision",
      paramLabel = "N",
      description = "What changed in a revision, compared with the one before it.")
  private Optional<Long> revision = Optional.empty();

  @Mixin private Output output = new Output();

  HistoryCommand(Appd appd) {
    this.appd = appd;
  }

  @Override
  public Integer call() {
    Transport transport = appd.transport();
    if (!diff.isEmpty()) {
      return difference(Lookup.records(transport, name), diff.getFirst(), diff.getLast());
    }
    if (revision.isPresent()) {
      List<RevisionRecord> records = Lookup.records(transport, name);
      return difference(records, before(records, revision.get()), revision.get());
    }
    List<History.Entry> entries =
        Both.of(
            () -> Lookup.app(transport, name), () -> Lookup.records(transport, name), History::of);
    if (output.json()) {
      appd.print(Documents.of(entries));
    } else {
      appd.print(History.table(entries, appd.clock().instant()));
    }
    return 0;
  }

  private int difference(List<RevisionRecord> records, long from, long to) {
    List<Line> lines = Diff.of(find(records, from).written(), find(records, to).written());
    appd.print(List.of(Line.of(Line.strong("revision " + from + " → " + to))));
    appd.print(lines.isEmpty() ? List.of(Line.of("nothing that shapes a pod differs")) : lines);
    return 0;
  }

  private RevisionRecord find(List<RevisionRecord> records, long number) {
    return records.stream()
        .filter(r -> r.revision().number() == number)
        .findFirst()
        .orElseThrow(
            () ->
                new Failure(
                    "there is no record of revision " + number + " of " + name,
                    records.isEmpty()
                        ? "check the name and the namespace: kubectl appd get -A"
                        : "write one of "
                            + records.stream()
                                .map(r -> r.revision().number())
                                .sorted()
                                .map(String::valueOf)
                                .collect(Collectors.joining(", "))));
  }

  private long before(List<RevisionRecord> records, long number) {
    find(records, number);
    return records.stream()
        .map(r -> r.revision().number())
        .filter(n -> n < number)
        .max(Comparator.naturalOrder())
        .orElseThrow(
            () ->
                new Failure(
                    "revision " + number + " is the oldest that is kept",
                    "compare it with a newer one: kubectl appd history "
                        + name
                        + " --diff "
                        + number
                        + " N"));
  }
}
