package dev.tideway.e2e.chart;

import dev.tideway.e2e.ApiServer;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * An apiserver with the chart's roles and policies, and people who have the roles in one namespace.
 */
final class People implements AutoCloseable {
  static final String NAMESPACE = "shop";
  static final String OPERATOR = "system:serviceaccount:tideway-system:tideway-operator";
  static final String SYNC = "system:serviceaccount:argocd:sync";

  /** The annotation that says who asked. */
  static final String AUTHOR = "tideway.dev/requested-by";

  private static final Map<String, List<String>> ROLES =
      Map.of(
          "tideway-view", List.of("vera"),
          "tideway-operate", List.of("jane", "CORP\\o'neill"),
          "tideway-edit", List.of("ed", "bot", SYNC),
          "cluster-admin", List.of("admin"));

  private final ApiServer server = ApiServer.start();

  /**
   * Installs what the chart makes of these arguments.
   *
   * @param fillsIn whether a name that is left out shall be filled in
   */
  People(boolean fillsIn, String... arguments) {
    for (String name : List.of(NAMESPACE, Helm.NAMESPACE)) {
      admin()
          .resource(new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build())
          .create();
    }
    Helm.all().getFirst().objects(arguments).stream()
        .filter(object -> object.getApiVersion().matches("(rbac|admissionregistration)\\..*"))
        .forEach(object -> admin().resource(object).create());
    ROLES.forEach((role, users) -> users.forEach(user -> bind(role, user)));
    await(() -> answers(fillsIn));
  }

  KubernetesClient admin() {
    return server.client();
  }

  /** The same cluster for somebody else. */
  KubernetesClient as(String user) {
    return new KubernetesClientBuilder()
        .withConfig(
            new ConfigBuilder(admin().getConfiguration()).withImpersonateUsername(user).build())
        .build();
  }

  /**
   * An object that somebody writes.
   *
   * @param author what the annotation says; none when empty
   */
  static GenericKubernetesResource object(String kind, String name, String author) {
    var object = new GenericKubernetesResource();
    object.setApiVersion("tideway.dev/v1");
    object.setKind(kind);
    var meta = new ObjectMetaBuilder().withNamespace(NAMESPACE);
    // A name of the apiserver's choice, unless the test wants to find it again.
    meta = name.isEmpty() ? meta.withGenerateName("a-") : meta.withName(name);
    object.setMetadata((author.isEmpty() ? meta : meta.addToAnnotations(AUTHOR, author)).build());
    String spec =
        switch (kind) {
          case "RolloutAction" -> "{app: web, action: Pause}";
          case "RolloutFreeze" -> "{reason: no releases at weekends}";
          default -> "{image: a}";
        };
    object.setAdditionalProperty("spec", yaml(spec));
    return object;
  }

  /** Changes an object, or a subresource of it, by a merge patch; returns what it is then. */
  GenericKubernetesResource patch(
      String user, HasMetadata object, String subresource, String patch) {
    try (KubernetesClient client = as(user)) {
      var found =
          client
              .genericKubernetesResources(object.getApiVersion(), object.getKind())
              .inNamespace(NAMESPACE)
              .withName(object.getMetadata().getName());
      var merge = PatchContext.of(PatchType.JSON_MERGE);
      String json = Serialization.asJson(yaml(patch));
      return subresource.isEmpty()
          ? found.patch(merge, json)
          : found.subresource(subresource).patch(merge, json);
    }
  }

  @Override
  public void close() {
    server.close();
  }

  private static Object yaml(String text) {
    return Serialization.unmarshal("---\n" + text, Object.class);
  }

  private void bind(String role, String user) {
    admin()
        .resource(
            new RoleBindingBuilder()
                .withNewMetadata()
                .withGenerateName("b-")
                .withNamespace(NAMESPACE)
                .endMetadata()
                .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", role)
                .addNewSubject("rbac.authorization.k8s.io", "User", user, null)
                .build())
        .create();
  }

  // An apiserver takes a policy long before it heeds it.
  private boolean answers(boolean fillsIn) {
    try {
      var made = admin().resource(object("RolloutAction", "", "")).dryRun().create();
      return fillsIn && made.getMetadata().getAnnotations().containsKey(AUTHOR);
    } catch (KubernetesClientException refused) {
      return !fillsIn && refused.getStatus().getMessage().contains(AUTHOR);
    }
  }

  private static void await(BooleanSupplier done) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!done.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("the policies were not heeded within 30 s");
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
  }
}
