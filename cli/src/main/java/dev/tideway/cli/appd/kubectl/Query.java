package dev.tideway.cli.appd.kubectl;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is asked of a cluster: an object by its name, or those of a kind.
 *
 * @param resource plural with its group, so that no short name of another product is meant
 * @param name of one object; all objects of the resource when empty
 * @param filter further arguments of {@code kubectl get}
 */
public record Query(String resource, Optional<String> name, List<String> filter) {
  public static final String APPS = "appdeployments.tideway.dev";
  public static final String ACTIONS = "rolloutactions.tideway.dev";
  public static final String RECORDS = "controllerrevisions.apps";
  public static final String PODS = "pods";

  /** Of the metrics API, which metrics-server answers on most clusters. */
  public static final String METRICS = "pods.metrics.k8s.io";

  private static final String APP_LABEL = "tideway.dev/app=";
  private static final String REVISION_LABEL = "tideway.dev/revision=";

  public static Query app(String name) {
    return new Query(APPS, Optional.of(name), List.of());
  }

  public static Query apps(boolean everywhere) {
    return new Query(
        APPS, Optional.empty(), everywhere ? List.of("--all-namespaces") : List.<String>of());
  }

  public static Query action(String name) {
    return new Query(ACTIONS, Optional.of(name), List.of());
  }

  public static Query pods(String app) {
    return new Query(PODS, Optional.empty(), List.of("-l", selector(app, Optional.empty())));
  }

  public static Query metrics(String app) {
    return new Query(METRICS, Optional.empty(), List.of("-l", selector(app, Optional.empty())));
  }

  public static Query records(String app) {
    return new Query(RECORDS, Optional.empty(), List.of("-l", selector(app, Optional.empty())));
  }

  /** Selects what belongs to an app, or to one of its revisions. */
  public static String selector(String app, Optional<String> hash) {
    return APP_LABEL + app + hash.map(h -> "," + REVISION_LABEL + h).orElse("");
  }

  List<String> arguments() {
    List<String> arguments = new ArrayList<>(List.of("get", resource));
    name.ifPresent(arguments::add);
    arguments.addAll(filter);
    return arguments;
  }
}
