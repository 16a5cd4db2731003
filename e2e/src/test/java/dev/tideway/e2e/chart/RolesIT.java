package dev.tideway.e2e.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Who may do what: the whole list, so that nobody gets a right unseen. */
class RolesIT {
  private static final String LOOK = "get list watch";
  private static final String CHILD = "get list watch create patch delete";
  private static final String TAKE_PART = "get list watch create update patch delete";
  private static final String ANSWER = "get update patch";
  private static final String MANAGE = "create update patch delete deletecollection";

  private static final SortedSet<String> OPERATOR =
      new TreeSet<>(
          List.of(
              "tideway.dev/appdeployments: get list watch patch",
              "tideway.dev/appdeployments/status: get patch",
              "tideway.dev/appdeployments/finalizers: update",
              "tideway.dev/rolloutactions: get list watch delete",
              "tideway.dev/rolloutactions/status: " + ANSWER,
              "tideway.dev/rolloutfreezes: " + LOOK,
              "tideway.dev/rolloutfreezes/status: " + ANSWER,
              "apps/controllerrevisions: " + CHILD,
              "apps/deployments: " + CHILD,
              "/configmaps: " + CHILD,
              "/persistentvolumeclaims: " + CHILD,
              "/serviceaccounts: " + CHILD,
              "/services: " + CHILD,
              "/pods: " + LOOK,
              "discovery.k8s.io/endpointslices: " + LOOK,
              "/events: create patch",
              "autoscaling/horizontalpodautoscalers: " + CHILD,
              "policy/poddisruptionbudgets: " + CHILD,
              "networking.k8s.io/ingresses: " + CHILD,
              "networking.k8s.io/networkpolicies: " + CHILD,
              "batch/jobs: " + TAKE_PART,
              "gateway.networking.k8s.io/httproutes: " + TAKE_PART,
              "networking.istio.io/virtualservices: " + TAKE_PART));
  private static final SortedSet<String> GATEWAYS =
      new TreeSet<>(
          List.of(
              "gateway.networking.k8s.io/gatewayclasses: get",
              "gateway.networking.k8s.io/gateways: get"));
  private static final SortedSet<String> FREEZES =
      new TreeSet<>(
          List.of(
              "tideway.dev/rolloutfreezes: " + LOOK,
              "tideway.dev/rolloutfreezes/status: " + ANSWER));
  private static final SortedSet<String> LEASE =
      new TreeSet<>(
          List.of(
              "coordination.k8s.io/leases: create",
              "coordination.k8s.io/leases [tideway-operator]: get update patch"));
  private static final SortedSet<String> VIEW =
      new TreeSet<>(
          List.of(
              "tideway.dev/appdeployments: " + LOOK,
              "tideway.dev/rolloutactions: " + LOOK,
              "tideway.dev/rolloutfreezes: " + LOOK));
  private static final SortedSet<String> OPERATE =
      and(
          VIEW,
          "tideway.dev/rolloutactions: create",
          "/events: " + LOOK,
          "/pods: " + LOOK,
          "/pods/log: " + LOOK,
          "apps/controllerrevisions: " + LOOK,
          "metrics.k8s.io/pods: get list");
  private static final SortedSet<String> EDIT =
      and(
          OPERATE,
          "tideway.dev/appdeployments: " + MANAGE,
          "tideway.dev/rolloutfreezes: " + MANAGE,
          "tideway.dev/appdeployments/scale: get update patch");

  @TestFactory
  Stream<DynamicTest> wholeCluster() {
    return RenderIT.each(
        "whole cluster",
        helm ->
            assertEquals(
                List.of(
                    "tideway-edit " + EDIT,
                    "tideway-operate " + OPERATE,
                    "tideway-operator " + OPERATOR,
                    "tideway-operator-gateways " + GATEWAYS,
                    "tideway-system/tideway-operator-lease " + LEASE,
                    "tideway-view " + VIEW),
                roles(helm.objects())));
  }

  @TestFactory
  Stream<DynamicTest> someNamespaces() {
    return RenderIT.each(
        "some namespaces",
        helm ->
            assertEquals(
                List.of(
                    "blog/tideway-operator " + OPERATOR,
                    "shop/tideway-operator " + OPERATOR,
                    "tideway-operator-gateways " + GATEWAYS,
                    "tideway-system/tideway-operator-freezes " + FREEZES,
                    "tideway-system/tideway-operator-lease " + LEASE),
                roles(
                    helm.objects(
                        "--set=operator.watchNamespaces={shop,blog}", "--set=rbac.people=false"))));
  }

  @TestFactory
  Stream<DynamicTest> itsOwnNamespaceAmongOthers() {
    return RenderIT.each(
        "its own namespace among others",
        helm ->
            assertEquals(
                List.of(
                    "shop/tideway-operator " + OPERATOR,
                    "tideway-operator-gateways " + GATEWAYS,
                    "tideway-system/tideway-operator " + OPERATOR,
                    "tideway-system/tideway-operator-lease " + LEASE),
                roles(
                    helm.objects(
                        "--set=operator.watchNamespaces={shop,tideway-system}",
                        "--set=rbac.people=false"))));
  }

  /** Where people get these rights who never heard of Tideway. */
  @TestFactory
  Stream<DynamicTest> aggregation() {
    return RenderIT.each(
        "aggregation",
        helm -> {
          assertEquals(
              List.of(
                  "tideway-edit: admin edit",
                  "tideway-operate:",
                  "tideway-operator-gateways:",
                  "tideway-operator:",
                  "tideway-view: admin edit view"),
              aggregated(helm.objects()));
          assertEquals(
              List.of(
                  "tideway-edit:",
                  "tideway-operate:",
                  "tideway-operator-gateways:",
                  "tideway-operator:",
                  "tideway-view:"),
              aggregated(helm.objects("--set=rbac.aggregate=false")));
        });
  }

  private static List<String> aggregated(List<HasMetadata> objects) {
    String prefix = "rbac.authorization.k8s.io/aggregate-to-";
    return RenderIT.only(ClusterRole.class, objects).stream()
        .map(
            role ->
                role.getMetadata().getLabels().keySet().stream()
                    .filter(label -> label.startsWith(prefix))
                    .map(label -> " " + label.substring(prefix.length()))
                    .sorted()
                    .collect(Collectors.joining("", role.getMetadata().getName() + ":", "")))
        .sorted()
        .toList();
  }

  private static SortedSet<String> and(SortedSet<String> rights, String... more) {
    SortedSet<String> all = new TreeSet<>(rights);
    all.addAll(List.of(more));
    return all;
  }

  private static List<String> roles(List<HasMetadata> objects) {
    return objects.stream()
        .flatMap(
            object ->
                switch (object) {
                  case ClusterRole role -> Stream.of(text(role, role.getRules()));
                  case Role role -> Stream.of(text(role, role.getRules()));
                  default -> Stream.empty();
                })
        .sorted()
        .toList();
  }

  private static String text(HasMetadata role, List<PolicyRule> rules) {
    String namespace = role.getMetadata().getNamespace();
    SortedSet<String> rights =
        rules.stream().flatMap(RolesIT::rights).collect(Collectors.toCollection(TreeSet::new));
    return (namespace == null ? "" : namespace + "/") + role.getMetadata().getName() + " " + rights;
  }

  private static Stream<String> rights(PolicyRule rule) {
    String names = rule.getResourceNames().isEmpty() ? "" : " " + rule.getResourceNames();
    String verbs = String.join(" ", rule.getVerbs());
    return rule.getApiGroups().stream()
        .flatMap(
            group ->
                rule.getResources().stream()
                    .map(resource -> group + "/" + resource + names + ": " + verbs));
  }
}
