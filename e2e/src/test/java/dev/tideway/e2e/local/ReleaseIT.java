package dev.tideway.e2e.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tideway.cli.Folders;
import dev.tideway.cli.backup.Backups;
import dev.tideway.cli.backup.Dump;
import dev.tideway.cli.backup.Kept;
import dev.tideway.cli.cluster.LocalCluster;
import dev.tideway.cli.console.Failure;
import dev.tideway.cli.console.Steps;
import dev.tideway.cli.console.Style;
import dev.tideway.cli.images.ServersImage;
import dev.tideway.cli.install.Installation;
import dev.tideway.cli.install.WholeApp;
import dev.tideway.cli.tools.Tool;
import dev.tideway.cli.tools.Tools;
import dev.tideway.e2e.Command;
import dev.tideway.e2e.Trees;
import dev.tideway.e2e.local.TestCluster.Running;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The chart's release on a real cluster: upgraded under traffic, and with data that survives. */
@ExtendWith(TestCluster.class)
class ReleaseIT {
  private static final String NAMESPACE = Installation.NAMESPACE;
  private static final String DATABASE = "tideway-database-0";
  private static final String VOLUME = "data-" + DATABASE;
  private static final int PER_SECOND = 200;

  private final Running running;
  private final LocalCluster cluster;
  @AutoClose private Shop shop;

  ReleaseIT(Running running) {
    this.running = running;
    this.cluster = running.cluster();
    this.shop = new Shop(running);
  }

  @Test
  void anUpgradeIsNotNoticedByAnyApp(@TempDir Path folder) throws Exception {
    shop.serve("web", running.app().reference());
    Map<String, Integer> apps = restarts("tideway.dev/app");
    Map<String, Integer> operators = restarts("app.kubernetes.io/component=operator");
    assertTrue(apps.size() >= 2 && !operators.isEmpty(), () -> apps + " " + operators);
    try (Load load = Load.start(cluster.gatewayUrl(), shop.host("web"), PER_SECOND)) {
      load.more(1);
      upgrade(newerChart(folder), "--reuse-values", "--set=operator.log.level=DEBUG");
      load.more(3);
      Load.Result result = load.stop();
      System.err.println("a chart was upgraded: " + result);
      assertEquals(Map.of(), result.failures());
    }
    assertEquals(apps, restarts("tideway.dev/app"));
    assertTrue(
        Collections.disjoint(
            operators.keySet(), restarts("app.kubernetes.io/component=operator").keySet()),
        "the operator is another one");
  }

  @Test
  void whatIsInTheDatabaseOutlivesItsVolume(@TempDir Path folder) throws Exception {
    holdToRestrictedPods();
    Steps steps = new Steps(System.err, new Style(false, false));
    new Installation(Folders.repository(), cluster, Tools.standard().program(Tool.HELM4, "helm"))
        .runWhole(running.images(), ServersImage.build(System.err::println), steps);
    String site = new WholeApp(cluster).url();
    Curl curl = new Curl(cluster.layout(), Installation.HOST);
    assertEquals(
        site + "/status",
        curl.ask(
                "http://%s:%d/status".formatted(Installation.HOST, cluster.layout().gatewayPort()),
                "--output",
                "/dev/null",
                "--write-out",
                "%{redirect_url}\n%{http_code}")
            .body());

    String[] bearer = login(curl, site);
    String kept = make(curl, site, "Kept", bearer);
    Backups backups =
        new Backups(cluster.kubectl(), NAMESPACE, "./tideway backup", "./tideway kubectl");
    Dump dump = backups.now(what -> {});
    String later = make(curl, site, "Later", bearer);
    assertEquals(200, curl.ask(later, bearer).status());

    loseTheVolume();
    assertNotEquals(200, curl.ask(later, bearer).status(), "the volume was another one");
    assertEquals(dump, backups.find("latest"));
    backups.restore(dump, what -> {});
    awaitStatus(curl, kept, 200, bearer);
    // It came after the dump. Each pod's connections break once, so that one may still answer 503.
    awaitStatus(curl, later, 404, bearer);
    assertEquals(200, curl.ask(kept, login(curl, site)).status());

    // Once more, over what is there, from a file, and back again; each is read from the cache
    // before.
    String last = make(curl, site, "Last", bearer);
    assertEquals(200, curl.ask(last, bearer).status());
    Path away = folder.resolve("away.dump");
    Files.write(away, dumped(dump));
    String before = backups.restore(away, what -> {});
    assertTrue(before.startsWith("app-before-"), before);
    awaitStatus(curl, kept, 200, bearer);
    // A cache that is believed would know it for longer than this waits.
    awaitStatus(curl, last, 404, bearer);

    backups.undo(backups.last(), what -> {});
    awaitStatus(curl, last, 200, bearer);
    assertChangesNothing(backups, Files.writeString(away, "no dump"));
    assertEquals(200, curl.ask(last, bearer).status());
    // The empty one of the new volume, and the one that the undo replaced.
    assertEquals(2, backups.kept().size());
    backups.forget(backups.kept());
    assertEquals(List.of(), backups.kept());
    assertEquals(200, curl.ask(last, bearer).status());
  }

  private static void assertChangesNothing(Backups backups, Path file) throws Exception {
    List<Kept> kept = backups.kept();
    Failure failure = assertThrows(Failure.class, () -> backups.restore(file, what -> {}));
    assertTrue(
        String.valueOf(failure.getMessage()).contains("the database is as it was"),
        failure::toString);
    assertEquals(kept, backups.kept(), "what it began is taken away");
  }

  /** Every pod that comes, the app's and the database's as well, from here on. */
  private void holdToRestrictedPods() {
    running
        .client()
        .namespaces()
        .withName(NAMESPACE)
        .edit(
            namespace ->
                new NamespaceBuilder(namespace)
                    .editMetadata()
                    .addToLabels("pod-security.kubernetes.io/enforce", "restricted")
                    .endMetadata()
                    .build());
  }

  private byte[] dumped(Dump dump) throws IOException, InterruptedException {
    Process cat =
        new ProcessBuilder(
                cluster
                    .kubectl()
                    .command(
                        "-n", NAMESPACE, "exec", DATABASE, "--", "cat", "/backups/" + dump.name()))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    byte[] bytes = cat.getInputStream().readAllBytes();
    assertEquals(0, cat.waitFor());
    return bytes;
  }

  private void loseTheVolume() {
    var claims = running.client().persistentVolumeClaims().inNamespace(NAMESPACE);
    String lost = claims.withName(VOLUME).require().getMetadata().getUid();
    var pods = running.client().pods().inNamespace(NAMESPACE);
    String pod = pods.withName(DATABASE).require().getMetadata().getUid();
    claims.withName(VOLUME).delete();
    pods.withName(DATABASE).delete();
    Shop.await(
        () -> "another database",
        Shop.PATIENCE,
        () -> {
          Pod now = pods.withName(DATABASE).get();
          return now != null && !now.getMetadata().getUid().equals(pod) && isReady(now);
        });
    assertNotEquals(lost, claims.withName(VOLUME).require().getMetadata().getUid());
  }

  private static boolean isReady(Pod pod) {
    List<ContainerStatus> containers = pod.getStatus().getContainerStatuses();
    return !containers.isEmpty() && containers.stream().allMatch(ContainerStatus::getReady);
  }

  private static void awaitStatus(Curl curl, String address, int status, String... options) {
    Shop.await(
        () -> status + " from " + address,
        Shop.PATIENCE,
        () -> {
          try {
            return curl.ask(address, options).status() == status;
          } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private String[] login(Curl curl, String site) throws IOException, InterruptedException {
    String secret =
        running
            .client()
            .secrets()
            .inNamespace(NAMESPACE)
            .withName("web-accounts")
            .require()
            .getData()
            .get("admin-password");
    String password = new String(Base64.getDecoder().decode(secret), StandardCharsets.UTF_8);
    String json = "{\"name\":\"admin\",\"password\":\"%s\"}".formatted(password);
    Curl.Answer tokens = curl.post(site + "/api/v1/login", json);
    // Just after a restore a pod may find out only now that its connections have ended.
    for (int again = 0; tokens.status() == 503 && again < 3; again++) {
      tokens = curl.post(site + "/api/v1/login", json);
    }
    assertEquals(200, tokens.status(), tokens.body());
    String token =
        Serialization.unmarshal(tokens.body(), JsonNode.class).path("accessToken").asText();
    return new String[] {"--header", "Authorization: Bearer " + token};
  }

  /** The address of a new item. */
  private static String make(Curl curl, String site, String name, String... bearer)
      throws IOException, InterruptedException {
    Curl.Answer made =
        curl.post(
            site + "/api/v1/items",
            "{\"name\":\"%s\",\"category\":\"tests\"}".formatted(name),
            bearer);
    assertEquals(201, made.status(), made.body());
    return site
        + "/api/v1/items/"
        + Serialization.unmarshal(made.body(), JsonNode.class).path("id").asText();
  }

  /** Restarts of containers, by the uid of their pod; of this test's namespace and the chart's. */
  private Map<String, Integer> restarts(String selector) {
    return Stream.of(NAMESPACE, shop.namespace())
        .map(namespace -> running.client().pods().inNamespace(namespace))
        .flatMap(pods -> pods.withLabelSelector(selector).list().getItems().stream())
        .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
        .collect(
            Collectors.toMap(
                pod -> pod.getMetadata().getUid(),
                pod ->
                    pod.getStatus().getContainerStatuses().stream()
                        .mapToInt(ContainerStatus::getRestartCount)
                        .sum()));
  }

  /** The same chart under the next version, which is in the labels of all that it makes. */
  private static Path newerChart(Path folder) throws IOException {
    Trees.copy(Folders.repository().resolve("helm/tideway"), folder);
    Path about = folder.resolve("Chart.yaml");
    String text = Files.readString(about);
    String newer = text.replaceFirst("(?m)^version: .*$", "version: 99.0.0");
    assertNotEquals(text, newer);
    Files.writeString(about, newer);
    return folder;
  }

  private void upgrade(Path chart, String... values) throws IOException, InterruptedException {
    Command.of(
            Tools.standard().program(Tool.HELM4, "helm").toString(),
            "upgrade",
            "tideway",
            chart.toString(),
            "--namespace=" + NAMESPACE,
            "--kubeconfig=" + cluster.layout().kubeconfig(),
            "--wait",
            "--timeout=120s")
        .and(values)
        .run()
        .succeeded();
  }
}
