package dev.tideway.cli.install;

import dev.tideway.cli.cluster.LocalCluster;
import dev.tideway.cli.console.Steps;
import dev.tideway.cli.images.ServersImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The chart on a local cluster, with images that were built here. */
public final class Installation {
  public static final String NAMESPACE = Chart.NAMESPACE;
  public static final String APP = Chart.APP;
  public static final String HOST = "web.localhost";

  private final Path repository;
  private final LocalCluster cluster;
  private final Chart chart;

  public Installation(Path repository, LocalCluster cluster, Path helm) {
    this.repository = repository;
    this.cluster = cluster;
    this.chart =
        new Chart(
            helm,
            repository.resolve("helm/tideway"),
            cluster.kubectl(),
            List.of("--kubeconfig", cluster.layout().kubeconfig().toString()),
            "./tideway kubectl");
  }

  /** Installs or upgrades the chart, and waits until the app answers. */
  public void run(Images images, Steps steps) {
    run(
        images,
        "values-local.yaml",
        List.of(),
        Answers.byHttp(cluster.gatewayUrl(), HOST),
        url(cluster),
        steps);
  }

  /** The same with a PostgreSQL, a Redis, accounts and TLS. */
  public void runWhole(Images images, ServersImage servers, Steps steps) {
    WholeApp whole = new WholeApp(cluster);
    run(
        images,
        "values-local-full.yaml",
        whole.prepare(servers, steps),
        Answers.byTls(cluster.layout().tlsPort(), HOST, cluster.layout().siteAuthority()),
        whole.url(),
        steps);
  }

  private void run(
      Images images, String file, List<String> more, Answers answers, String url, Steps steps) {
    steps.run(
        "load images",
        progress -> {
          cluster.importImage(images.operator());
          cluster.importImage(images.app());
          return "given to the node";
        });
    String tags =
        "operator.image.tag=" + images.operator().tag() + ",app.image.tag=" + images.app().tag();
    List<String> values = new ArrayList<>(values(file, "--set-string", tags));
    values.addAll(more);
    steps.run("operator", progress -> chart.install(progress, () -> {}, values));
    steps.run(
        "app",
        progress -> {
          chart.awaitApp(progress);
          progress.at("waiting for an answer through the gateway");
          answers.await("/", Duration.ofSeconds(30));
          return url + " answers";
        });
  }

  /** The same where pods are simulated: the operator is a process beside the cluster. */
  public void runSimulated(Steps steps) {
    steps.run(
        "operator",
        progress -> {
          chart.install(
              progress,
              this::startOperator,
              values("values-local.yaml", "--set", "operator.replicas=0"));
          return "a process of this machine; ./tideway logs operator";
        });
    steps.run(
        "app",
        progress -> {
          chart.awaitApp(progress);
          return APP + " is Ready, as far as a simulation goes";
        });
  }

  /** Where the app of a cluster answers. */
  public static String url(LocalCluster cluster) {
    WholeApp whole = new WholeApp(cluster);
    return whole.isThere() ? whole.url() : "http://" + HOST + ":" + cluster.layout().gatewayPort();
  }

  private List<String> values(String file, String flag, String value) {
    Path local = repository.resolve("helm/tideway").resolve(file);
    // What somebody tried on the app is undone, rather than in the way.
    return List.of("--values", local.toString(), "--force-conflicts", flag, value);
  }

  private void startOperator() throws IOException {
    Path target = repository.resolve("operator/target");
    cluster.startBeside(
        "operator",
        List.of(
            Path.of(System.getProperty("java.home"), "bin/java").toString(),
            "-cp",
            target.resolve("classes") + ":" + target.resolve("lib") + "/*",
            "dev.tideway.operator.Main"),
        Map.of(
            "KUBECONFIG",
            cluster.layout().kubeconfig().toString(),
            "TIDEWAY_LEADER_ELECTION",
            "false",
            "TIDEWAY_MANAGEMENT_PORT",
            "0"));
  }
}
