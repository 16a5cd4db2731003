package dev.tideway.cli.appd;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tideway.cli.appd.kubectl.Refusal;
import dev.tideway.cli.appd.kubectl.Transport;
import dev.tideway.cli.appd.view.App;
import dev.tideway.cli.appd.view.Apps;
import dev.tideway.cli.appd.view.Documents;
import dev.tideway.cli.appd.view.Pod;
import dev.tideway.cli.appd.view.Tree;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "get",
    description =
        "Show an app with its revisions, pods, steps and verdicts; without a name, all apps.",
    mixinStandardHelpOptions = true)
final class GetCommand implements Callable<Integer> {
  private final Appd appd;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(arity = "0..1", paramLabel = "APP", description = "Name of the app.")
  private Optional<String> name = Optional.empty();

  @Option(
      names = {"-A", "--all-namespaces"},
      description = "Apps of all namespaces.")
  private boolean everywhere;

  @Option(
      names = {"-w", "--watch"},
      description = "Go on showing it as it changes, until Ctrl-C.")
  private boolean watch;

  @Mixin private Output output = new Output();

  GetCommand(Appd appd) {
    this.appd = appd;
  }

  @Override
  public Integer call() {
    Transport transport = appd.transport();
    if (name.isPresent() && everywhere) {
      throw misused("an app's name and -A don't go together: write -n and its namespace");
    }
    if (watch && (name.isEmpty() || output.json())) {
      throw misused("--watch shows one app as text: write its name, and no -o json");
    }
    if (watch) {
      return new LiveTree(appd, transport, name.get()).run();
    }
    if (name.isPresent()) {
      return tree(transport, name.get());
    }
    return table(Lookup.apps(transport, everywhere));
  }

  private int tree(Transport transport, String app) {
    return Both.of(() -> Lookup.app(transport, app), () -> pods(transport, app), this::tree);
  }

  private int tree(App app, Optional<List<Pod>> pods) {
    if (output.json()) {
      appd.print(Documents.of(app, pods));
    } else {
      appd.print(Tree.of(app, pods.orElse(List.of()), appd.clock().instant(), appd));
    }
    return 0;
  }

  // Whoever may read apps may see the rest of the tree.
  private static Optional<List<Pod>> pods(Transport transport, String app) {
    try {
      return Optional.of(Lookup.pods(transport, app));
    } catch (Refusal r) {
      if (!r.isForbidden()) {
        throw r;
      }
      System.err.println("Without pods: " + r.getMessage());
      return Optional.empty();
    }
  }

  private int table(List<App> apps) {
    if (output.json()) {
      ArrayNode list = JsonNodeFactory.instance.arrayNode();
      apps.forEach(app -> list.add(Documents.of(app, Optional.empty())));
      appd.print(list);
    } else if (apps.isEmpty()) {
      System.err.println(
          everywhere
              ? "There are no apps. A first one takes two lines: docs/guide/first-app.md"
              : "There are no apps in this namespace; in all of them: " + appd.typed("get -A"));
    } else {
      appd.print(Apps.of(apps, everywhere, appd.clock().instant()));
    }
    return 0;
  }

  private ParameterException misused(String words) {
    return new ParameterException(spec.commandLine(), words);
  }
}
