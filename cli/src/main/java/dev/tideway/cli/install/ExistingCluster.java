package dev.tideway.cli.install;

import dev.tideway.cli.cluster.Kubectl;
import dev.tideway.cli.console.Failure;
import dev.tideway.cli.console.Steps;
import dev.tideway.cli.images.ImageRegistry;
import dev.tideway.cli.tools.Tool;
import dev.tideway.cli.tools.Tools;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The chart on a cluster that somebody else runs, named by a context of the user's kubeconfig. It
 * is never taken from the environment: that may well name production.
 */
public final class ExistingCluster {
  private final Path repository;
  private final String context;
  private final Chart chart;

  public ExistingCluster(Path repository, String context, Tools tools) {
    this.repository = repository;
    this.context = context;
    this.chart =
        new Chart(
            tools.get(Tool.HELM4, System.err::println).resolve("helm"),
            repository.resolve("helm/tideway"),
            new Kubectl(
                tools.get(Tool.KUBERNETES, System.err::println).resolve("kubectl"),
                List.of("--context", context)),
            List.of("--kube-context", context),
            "kubectl --context " + context);
  }

  /**
   * Installs or upgrades the chart.
   *
   * @param registry where the cluster gets its images from, such as registry.example/team
   */
  public void up(String registry, Steps steps) {
    steps.run("cluster", progress -> version());
    Images images = Images.build(repository, steps);
    steps.run(
        "push images",
        progress -> {
          ImageRegistry target = new ImageRegistry(registry);
          progress.at("operator");
          target.push(images.operator());
          progress.at("app");
          target.push(images.app());
          return "to " + registry;
        });
    String values =
        String.join(
            ",",
            "operator.image.repository=" + registry + "/operator",
            "operator.image.tag=" + images.operator().tag(),
            "app.image.repository=" + registry + "/app",
            "app.image.tag=" + images.app().tag());
    steps.run(
        "operator",
        progress ->
            chart.install(
                progress, () -> {}, List.of("--set-string", values, "--set", "app.enabled=true")));
    steps.run(
        "app",
        progress -> {
          chart.awaitApp(progress);
          return Chart.APP + " is Ready";
        });
  }

  /** Uninstalls the chart. */
  public void down(Steps steps) {
    steps.run(
        "down",
        progress -> {
          chart.uninstall();
          return "uninstalled; the CRDs stay, and with them the apps of others";
        });
  }

  private String version() throws IOException, InterruptedException {
    String answer = chart.kubectl().ask("version", "--request-timeout=10s");
    if (answer.isEmpty()) {
      throw new Failure(
          "context " + context + " names no cluster that answers",
          "see what there is: kubectl config get-contexts; then kubectl --context "
              + context
              + " version");
    }
    return answer.lines().reduce((first, last) -> last).orElse("");
  }
}
