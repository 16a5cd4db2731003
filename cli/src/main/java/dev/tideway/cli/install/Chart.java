package dev.tideway.cli.install;

import dev.tideway.cli.cluster.Kubectl;
import dev.tideway.cli.cluster.Shell;
import dev.tideway.cli.console.Failure;
import dev.tideway.cli.console.Steps;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The chart as a release of one cluster.
 *
 * @param helm the program
 * @param folder the chart
 * @param kubectl of the cluster
 * @param access how Helm gets to it
 * @param typed how a person types kubectl for that cluster, and for no other
 */
record Chart(Path helm, Path folder, Kubectl kubectl, List<String> access, String typed) {
  static final String RELEASE = "tideway";
  static final String NAMESPACE = "tideway-system";
  static final String APP = "web";

  /** How Helm says it of what it waited for in vain. */
  private static final String NOT_READY = " not ready. status: ";

  interface Action {
    void run() throws IOException;
  }

  /**
   * Installs or upgrades it.
   *
   * @param between done when the cluster knows our kinds, before it has the app
   * @param values arguments that set values
   */
  String install(Steps.Progress progress, Action between, List<String> values)
      throws IOException, InterruptedException {
    if (kubectl.ask("get", "crd", "appdeployments.tideway.dev").isEmpty()) {
      progress.at("helm upgrade --install");
      upgrade(values);
    }
    between.run();
    // The first one brings the kind; the app is of that kind.
    progress.at("helm upgrade --install, with the app");
    upgrade(values);
    return "release " + RELEASE + " in namespace " + NAMESPACE;
  }

  void awaitApp(Steps.Progress progress) throws IOException, InterruptedException {
    progress.at("waiting until " + APP + " is Ready");
    List<String> wait =
        kubectl.command(
            "wait", "--for=condition=Ready", "--timeout=120s", "-n", NAMESPACE, "appd/" + APP);
    if (!Shell.run(wait).ok()) {
      throw notReady();
    }
  }

  private Failure notReady() throws IOException, InterruptedException {
    String why = kubectl.ask("get", "appd", APP, "-n", NAMESPACE, "-o", "jsonpath={.status.why}");
    return new Failure(
        APP + " did not become Ready: " + (why.isEmpty() ? "the operator says nothing" : why),
        "look at it: "
            + typed
            + " describe appd "
            + APP
            + " -n "
            + NAMESPACE
            + "; all else is installed, and another up waits for it again");
  }

  private void upgrade(List<String> values) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(helm.toString(), "upgrade", "--install"));
    command.addAll(List.of(RELEASE, folder.toString()));
    command.addAll(List.of("--namespace", NAMESPACE, "--create-namespace"));
    command.addAll(access);
    command.addAll(values);
    command.addAll(List.of("--wait", "--timeout", "120s"));
    Shell.Result result = helm(command);
    if (!result.ok()) {
      // All is there, and the app has words of its own: somebody may have to promote it first.
      if (result.output().contains("AppDeployment/" + NAMESPACE + "/" + APP + NOT_READY)) {
        throw notReady();
      }
      String said = "helm could not install the chart:\n" + result.output();
      throw waitedInVain(result)
          ? new Failure(
              said + "\n\n" + kubectl.ask("get", "pods", "-n", NAMESPACE, "-o", "wide"),
              "see why the pods don't start: " + typed + " describe pods -n " + NAMESPACE)
          : new Failure(
              said,
              "mend what it says, and run the same command again; what there is: "
                  + typed
                  + " get appd,pods -n "
                  + NAMESPACE);
    }
  }

  // All is applied then, and something of it didn't become ready in time.
  private static boolean waitedInVain(Shell.Result result) {
    return result.output().contains(NOT_READY);
  }

  /** Takes the release away; its CRDs stay, and with them the apps of others. */
  void uninstall() throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(helm.toString(), "uninstall", RELEASE));
    command.addAll(List.of("--namespace", NAMESPACE, "--wait", "--ignore-not-found"));
    command.addAll(access);
    Shell.Result result = helm(command);
    if (!result.ok()) {
      throw new Failure(
          "helm could not uninstall the chart:\n" + result.output(), "mend it, and try again");
    }
  }

  // Its own variables would win over the cluster that is named here.
  private static Shell.Result helm(List<String> command) throws IOException, InterruptedException {
    ProcessBuilder program = new ProcessBuilder(command).redirectErrorStream(true);
    program
        .environment()
        .keySet()
        .removeIf(name -> name.startsWith("HELM_KUBE") || name.equals("HELM_DRIVER"));
    return Shell.run(program);
  }
}
