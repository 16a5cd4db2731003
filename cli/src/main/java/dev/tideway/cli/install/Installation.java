package dev.tideway.cli.install;

import dev.tideway.cli.cluster.Kubectl;
import dev.tideway.cli.cluster.LocalCluster;
import dev.tideway.cli.cluster.Shell;
import dev.tideway.cli.console.Failure;
import dev.tideway.cli.console.Steps;
import dev.tideway.cli.images.BuiltImage;
import dev.tideway.cli.images.ImageBuilder;
import dev.tideway.cli.images.Programs;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The chart on a local cluster, with images that were built here. */
public final class Installation {
  public static final String NAMESPACE = "tideway-system";
  public static final String APP = "web";
  public static final String HOST = "web.localhost";
  private static final String RELEASE = "tideway";

  private final Path repository;
  private final LocalCluster cluster;
  private final Path helm;

  public Installation(Path repository, LocalCluster cluster, Path helm) {
    this.repository = repository;
    this.cluster = cluster;
    this.helm = helm;
  }

  /** What runs afterwards. */
  public record Images(BuiltImage operator, BuiltImage app) {}

  /** Builds what has changed since the last time. */
  public static Images build(Path repository, Steps steps) {
    return steps.make(
        "images",
        progress -> {
          ImageBuilder builder = ImageBuilder.standard(progress::at);
          BuiltImage operator = builder.build(Programs.operator(repository));
          BuiltImage app = builder.build(Programs.app(repository));
          progress.at("operator " + operator.tag() + ", app " + app.tag());
          return new Images(operator, app);
        });
  }

  /** Installs or upgrades the chart, and waits until the app answers. */
  public void run(Images images, Steps steps) {
    steps.run(
        "load images",
        progress -> {
          cluster.importImage(images.operator());
          cluster.importImage(images.app());
          return "given to the node";
        });
    String tags =
        "operator.image.tag=" + images.operator().tag() + ",app.image.tag=" + images.app().tag();
    steps.run("operator", progress -> install(progress, () -> {}, "--set-string", tags));
    steps.run("app", this::awaitApp);
  }

  /** The same where pods are simulated: the operator is a process beside the cluster. */
  public void runSimulated(Steps steps) {
    steps.run(
        "operator",
        progress -> {
          install(progress, this::startOperator, "--set", "operator.replicas=0");
          return "a process of this machine; ./tideway logs operator";
        });
    steps.run(
        "app",
        progress -> {
          awaitReady(progress);
          return APP + " is Ready, as far as a simulation goes";
        });
  }

  private interface Action {
    void run() throws IOException;
  }

  private String install(Steps.Progress progress, Action between, String... values)
      throws IOException, InterruptedException {
    boolean isNew = cluster.kubectl().ask("get", "crd", "appdeployments.tideway.dev").isEmpty();
    if (isNew) {
      progress.at("helm upgrade --install");
      upgrade(values);
    }
    between.run();
    // The first one brings the kind; the app is of that kind.
    progress.at("helm upgrade --install, with the app");
    upgrade(values);
    return "release " + RELEASE + " in namespace " + NAMESPACE;
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

  private void upgrade(String... values) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(helm.toString(), "upgrade", "--install"));
    command.addAll(List.of(RELEASE, repository.resolve("helm/tideway").toString()));
    command.addAll(List.of("--namespace", NAMESPACE, "--create-namespace"));
    command.addAll(List.of("--kubeconfig", cluster.layout().kubeconfig().toString()));
    command.addAll(
        List.of("--values", repository.resolve("helm/tideway/values-local.yaml").toString()));
    command.addAll(List.of(values));
    command.addAll(List.of("--wait", "--timeout", "120s"));
    Shell.Result result = Shell.run(command);
    if (!result.ok()) {
      throw new Failure(
          "helm could not install the chart:\n" + result.output() + "\n\n" + pods(),
          "see why the pods don't start: ./tideway kubectl describe pods -n " + NAMESPACE);
    }
  }

  private String pods() throws IOException, InterruptedException {
    return cluster.kubectl().ask("get", "pods", "-n", NAMESPACE, "-o", "wide");
  }

  private String awaitApp(Steps.Progress progress) throws IOException, InterruptedException {
    awaitReady(progress);
    progress.at("waiting for an answer through the gateway");
    Answers answers = new Answers(cluster.gatewayUrl(), HOST);
    answers.await("/", Duration.ofSeconds(30));
    return url(cluster) + " answers";
  }

  private void awaitReady(Steps.Progress progress) throws IOException, InterruptedException {
    progress.at("waiting until " + APP + " is Ready");
    Kubectl kubectl = cluster.kubectl();
    List<String> wait =
        kubectl.command(
            "wait", "--for=condition=Ready", "--timeout=120s", "-n", NAMESPACE, "appd/" + APP);
    if (!Shell.run(wait).ok()) {
      String why = kubectl.ask("get", "appd", APP, "-n", NAMESPACE, "-o", "jsonpath={.status.why}");
      throw new Failure(
          APP + " did not become Ready: " + (why.isEmpty() ? "the operator says nothing" : why),
          "look at it: ./tideway kubectl describe appd " + APP + " -n " + NAMESPACE);
    }
  }

  /** Where the app of a cluster answers. */
  public static String url(LocalCluster cluster) {
    return "http://" + HOST + ":" + cluster.layout().gatewayPort();
  }
}
