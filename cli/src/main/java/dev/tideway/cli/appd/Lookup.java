package dev.tideway.cli.appd;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tideway.cli.appd.kubectl.Query;
import dev.tideway.cli.appd.kubectl.Refusal;
import dev.tideway.cli.appd.kubectl.Transport;
import dev.tideway.cli.appd.view.App;
import dev.tideway.cli.appd.view.Pod;
import dev.tideway.cli.appd.view.RevisionRecord;
import dev.tideway.cli.appd.view.Usage;
import dev.tideway.cli.console.Failure;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Objects of the cluster as records. */
final class Lookup {
  private Lookup() {}

  /** An app, which has to be there. */
  static App app(Transport transport, String name) {
    try {
      return App.of(transport.get(Query.app(name)));
    } catch (Refusal r) {
      throw r.isNotFound() ? absent(transport, name) : r;
    }
  }

  static List<App> apps(Transport transport, boolean everywhere) {
    return list(transport.get(Query.apps(everywhere)), App::of);
  }

  static List<Pod> pods(Transport transport, String app) {
    return list(transport.get(Query.pods(app)), Pod::of);
  }

  static List<RevisionRecord> records(Transport transport, String app) {
    return list(transport.get(Query.records(app)), RevisionRecord::of);
  }

  /** What an app's containers use at the moment, by the metrics API. */
  static List<Usage> usage(Transport transport, String app) {
    try {
      return Usage.of(transport.get(Query.pods(app)), transport.get(Query.metrics(app)));
    } catch (Refusal r) {
      throw r.lacksKind()
          ? new Failure(
              "this cluster has no metrics API", "install metrics-server, or leave --usage out")
          : r;
    }
  }

  static Failure absent(Transport transport, String name) {
    List<App> others = apps(transport, false);
    return new Failure(
        "there is no app " + name + " in this namespace",
        others.isEmpty()
            ? "choose another namespace with -n; where there are apps: kubectl appd get -A"
            : "write one of "
                + others.stream().map(App::name).collect(Collectors.joining(", "))
                + ", or another namespace with -n");
  }

  private static <T> List<T> list(JsonNode list, Function<JsonNode, T> read) {
    return StreamSupport.stream(list.path("items").spliterator(), false).map(read).toList();
  }
}
