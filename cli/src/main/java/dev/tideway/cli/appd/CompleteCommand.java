package dev.tideway.cli.appd;

import dev.tideway.cli.appd.kubectl.Refusal;
import dev.tideway.cli.appd.view.App;
import dev.tideway.cli.console.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/**
 * Completes words for kubectl, which runs {@code kubectl_complete-appd} with the words so far. The
 * last one is the unfinished one; the answer is a line for each possibility and a closing line.
 */
@Command(name = "__complete", hidden = true)
final class CompleteCommand implements Callable<Integer> {
  // No names of files.
  private static final String NO_FILES = ":4";
  private static final String FILES = ":0";

  private final Appd appd;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Unmatched private List<String> words = new ArrayList<>();

  CompleteCommand(Appd appd) {
    this.appd = appd;
  }

  @Override
  public Integer call() {
    CommandLine root = spec.commandLine().getParent();
    String unfinished = words.isEmpty() ? "" : words.getLast();
    List<String> done =
        words.stream()
            .limit(Math.max(0, words.size() - 1))
            .filter(w -> !w.startsWith("-"))
            .toList();
    possibilities(root, done, unfinished)
        .filter(p -> p.startsWith(unfinished))
        .sorted()
        .forEach(appd.out()::println);
    appd.out().println(done.contains("lint") ? FILES : NO_FILES);
    return 0;
  }

  private Stream<String> possibilities(CommandLine root, List<String> done, String unfinished) {
    CommandLine command = root;
    for (String word : done) {
      command = command.getSubcommands().getOrDefault(word, command);
    }
    CommandSpec chosen = command.getCommandSpec();
    if (unfinished.startsWith("-")) {
      return chosen.options().stream().filter(o -> !o.hidden()).map(OptionSpec::longestName);
    }
    if (command == root) {
      return root.getSubcommands().entrySet().stream()
          .filter(e -> !e.getValue().getCommandSpec().usageMessage().hidden())
          .map(java.util.Map.Entry::getKey);
    }
    boolean takesApp =
        chosen.positionalParameters().stream().anyMatch(p -> p.paramLabel().equals("APP"));
    boolean named = !done.isEmpty() && !done.getLast().equals(chosen.name());
    return takesApp && !named ? apps() : Stream.of();
  }

  private Stream<String> apps() {
    try {
      return Lookup.apps(appd.transport(), false).stream().map(App::name);
    } catch (Refusal | Failure e) {
      return Stream.of(); // somebody is typing: no place for an error
    }
  }
}
