package dev.tideway.e2e.crds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tideway.crds.AppDeployment;
import dev.tideway.e2e.ApiServer;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the apiserver does with objects that it has taken. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CrdBehaviourIT {
  @AutoClose private ApiServer server;
  private KubernetesClient client;

  @BeforeAll
  void start() {
    server = ApiServer.start();
    client = server.client();
  }

  @Test
  void defaultsLand() {
    create("AppDeployment", "defaults", "{image: a}");
    assertEquals(
        yaml(
            """
            {image: a, ports: [{name: http, port: 8080}], service: {type: ClusterIP, port: 80},
            strategy: {type: RollingUpdate}, progressDeadline: 10m, revisionHistoryLimit: 10,
            deletionPolicy: Delete}
            """),
        spec("AppDeployment", "defaults"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          /strategy/rollingUpdate | {maxSurge: 1}                  | {maxSurge: 1, maxUnavailable: 0}
          /strategy/rollingUpdate | {maxUnavailable: 1}            | {maxSurge: 25%, maxUnavailable: 1}
          /autoscaling            | {maxReplicas: 9}               | {minReplicas: 2, maxReplicas: 9}
          /service                | {port: 81}                     | {type: ClusterIP, port: 81}
          /monitoring             | {}                             | {path: /prometheus, interval: 30s, alerts: true}
          /migration              | {args: [m]}                    | {args: [m], timeout: 10m, retries: 2}
          /placement              | {}                             | {spread: true}
          /networkPolicy          | {}                             | {enabled: false}
          /config                 | {track: [{secret: s}]}         | {track: [{secret: s, mode: Restart}]}
          /storage                | [{name: a, mountPath: /a, size: 1Gi}] | [{name: a, mountPath: /a, size: 1Gi, accessMode: ReadWriteOnce}]
          """)
  void nestedDefaultsLand(String path, String written, String completed) {
    String spec = written;
    for (String name : List.of(path.substring(1).split("/")).reversed()) {
      spec = "{" + name + ": " + spec + "}";
    }
    String name = "nested" + Integer.toHexString((path + written).hashCode());
    create("AppDeployment", name, "{image: a, " + spec.substring(1));
    assertEquals(yaml(completed), spec("AppDeployment", name).at(path));
  }

  @Test
  void statusIsASubresource() {
    var app = object("AppDeployment", "status", "{image: a}");
    app.setAdditionalProperty(
        "status", yaml("{phase: Ready, conditions: [{type: Ready, status: 'True'}]}"));
    client.resource(app).create();
    assertNull(get("AppDeployment", "status").get("status"));

    app.setAdditionalProperty("spec", yaml("{image: b}"));
    client.resource(app).patchStatus();
    JsonNode written = get("AppDeployment", "status");
    assertEquals("Ready", written.at("/status/phase").asText());
    assertEquals("True", written.at("/status/conditions/0/status").asText());
    assertEquals("a", spec("AppDeployment", "status").at("/image").asText());
  }

  @Test
  void aFreezeShowsWhatIsWrongWithIt() throws Exception {
    create("RolloutFreeze", "misread", "{reason: r}");
    var freeze = object("RolloutFreeze", "misread", "{reason: r}");
    freeze.setAdditionalProperty("status", yaml("{active: true, message: no such time zone}"));
    client.resource(freeze).patchStatus();
    JsonNode table = table("rolloutfreezes/misread");
    List<String> names =
        table.get("columnDefinitions").valueStream().map(c -> c.get("name").asText()).toList();
    assertEquals(
        "no such time zone", table.at("/rows/0/cells").path(names.indexOf("Message")).asText());
  }

  @Test
  void scales() {
    create("AppDeployment", "scaled", "{image: a, replicas: 1}");
    var app = client.resources(AppDeployment.class).withName("scaled");
    app.patchStatus(
        Serialization.unmarshal(
            "---\n{apiVersion: tideway.dev/v1, kind: AppDeployment, metadata: {name: scaled},"
                + " status: {replicas: 1, selector: tideway.dev/app=scaled}}",
            AppDeployment.class));
    var scale = app.scale();
    assertEquals(1, scale.getStatus().getReplicas());
    assertEquals("tideway.dev/app=scaled", scale.getStatus().getSelector());
    scale.getSpec().setReplicas(4);
    app.scale(scale);
    assertEquals(4, spec("AppDeployment", "scaled").get("replicas").asInt());
  }

  @Test
  void serverSideApplyMergesListsByKey() {
    apply(
        "one",
        """
        {image: a, env: [{name: A, value: "1"}], ports: [{name: http, port: 8080}],
        analysis: {metrics: [{name: m, query: q, max: 1}]}}
        """);
    apply(
        "two",
        """
        {env: [{name: B, value: "2"}], ports: [{name: admin, port: 9090}],
        analysis: {metrics: [{name: n, query: r, min: 0}]},
        config: {files: [{path: /etc/a, content: a}]}}
        """);
    apply("one", "{image: b}");
    JsonNode spec = spec("AppDeployment", "merged");
    assertEquals(yaml("[{name: B, value: '2'}]"), spec.get("env"));
    assertEquals(yaml("[{name: admin, port: 9090}]"), spec.get("ports"));
    assertEquals("n", spec.at("/analysis/metrics/0/name").asText());
    assertEquals("b", spec.get("image").asText());
  }

  @ParameterizedTest
  @CsvSource({
    "appdeployments,  spec.image=b,              selected-b",
    "appdeployments,  spec.strategy.type=Canary, selected-b",
    "rolloutactions,  spec.action=Pause,         selected-c",
    "rolloutactions,  spec.app=other,            selected-d",
    "rolloutfreezes,  spec.running=Pause,        selected-f",
  })
  void selectsByField(String plural, String selector, String name) {
    apply("selected-a", "AppDeployment", "{image: a}");
    apply(
        "selected-b",
        "AppDeployment",
        "{image: b, strategy: {type: Canary, canary: {steps: [{weight: 5}]}}}");
    apply("selected-c", "RolloutAction", "{app: web, action: Pause}");
    apply("selected-d", "RolloutAction", "{app: other, action: Resume}");
    apply("selected-e", "RolloutFreeze", "{reason: r}");
    apply("selected-f", "RolloutFreeze", "{reason: r, running: Pause}");
    String found =
        client.raw(
            "/apis/tideway.dev/v1/namespaces/default/" + plural + "?fieldSelector=" + selector);
    // Other tests leave objects of theirs.
    List<String> ours =
        yaml(found)
            .get("items")
            .valueStream()
            .map(item -> item.at("/metadata/name").asText())
            .filter(other -> other.startsWith("selected-"))
            .toList();
    assertEquals(List.of(name), ours);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          an action changes       | RolloutAction | {app: web, action: Pause} | {app: web, action: Resume} | create another RolloutAction
          an action gets a reason | RolloutAction | {app: web, action: Pause} | {app: web, action: Pause, reason: r} | create another RolloutAction
          a volume shrinks        | AppDeployment | {image: a, storage: [{name: d, mountPath: /d, size: 5Gi}]} | {image: a, storage: [{name: d, mountPath: /d, size: 4Gi}]} | a volume can't shrink; write 5Gi or more
          a volume shrinks by its unit | AppDeployment | {image: a, storage: [{name: d, mountPath: /d, size: 5Gi}]} | {image: a, storage: [{name: d, mountPath: /d, size: 5G}]} | a volume can't shrink; write 5Gi or more
          another storage class   | AppDeployment | {image: a, storage: [{name: d, mountPath: /d, size: 5Gi}]} | {image: a, storage: [{name: d, mountPath: /d, size: 5Gi, storageClassName: fast}]} | the storage class of a volume can't change
          another access mode     | AppDeployment | {image: a, storage: [{name: d, mountPath: /d, size: 5Gi}]} | {image: a, storage: [{name: d, mountPath: /d, size: 5Gi, accessMode: ReadWriteMany}]} | the access mode of a volume can't change
          """)
  void refusesAChange(String title, String kind, String before, String after, String says) {
    String name = title.replace(' ', '-').replaceAll("[^-a-z]", "");
    create(kind, name, before);
    var refused =
        assertThrows(
            KubernetesClientException.class,
            () -> client.resource(object(kind, name, after)).update());
    String said = refused.getStatus().getMessage();
    assertTrue(said.contains(says), () -> "it said: " + said);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          a volume grows     | {image: a, storage: [{name: d, mountPath: /d, size: 5Gi}]} | {image: a, storage: [{name: d, mountPath: /d, size: 0.5Ti}]}
          a volume is added  | {image: a, storage: [{name: d, mountPath: /d, size: 5Gi}]} | {image: a, storage: [{name: e, mountPath: /e, size: 1Gi}, {name: d, mountPath: /d, size: 5Gi}]}
          a volume is gone   | {image: a, storage: [{name: d, mountPath: /d, size: 5Gi}]} | {image: a}
          another strategy   | {image: a} | {image: a, strategy: {type: BlueGreen}}
          """)
  void takesAChange(String title, String before, String after) {
    String name = title.replace(' ', '-');
    create("AppDeployment", name, before);
    client.resource(object("AppDeployment", name, after)).update();
  }

  /** As kubectl asks for it. */
  private JsonNode table(String path) throws Exception {
    var http = client.getHttpClient();
    var request =
        http.newHttpRequestBuilder()
            .uri(
                client.getMasterUrl().toURI().resolve("/apis/tideway.dev/v1/namespaces/default/")
                    + path)
            .header("Accept", "application/json;as=Table;v=v1;g=meta.k8s.io")
            .build();
    return yaml(http.sendAsync(request, String.class).get().body());
  }

  private void apply(String manager, String spec) {
    client
        .resource(object("AppDeployment", "merged", spec))
        .patch(
            new PatchContext.Builder()
                .withPatchType(PatchType.SERVER_SIDE_APPLY)
                .withFieldManager(manager)
                .build());
  }

  private void apply(String name, String kind, String spec) {
    client.resource(object(kind, name, spec)).serverSideApply();
  }

  private void create(String kind, String name, String spec) {
    client.resource(object(kind, name, spec)).create();
  }

  private JsonNode spec(String kind, String name) {
    return get(kind, name).get("spec");
  }

  private JsonNode get(String kind, String name) {
    HasMetadata found = client.resource(object(kind, name, "{}")).get();
    return Serialization.jsonMapper().valueToTree(found);
  }

  private static GenericKubernetesResource object(String kind, String name, String spec) {
    return Case.object(kind, name, yaml(spec));
  }

  private static JsonNode yaml(String text) {
    return Serialization.unmarshal("---\n" + text, JsonNode.class);
  }
}
