package dev.tideway.operator.adoption;

import dev.tideway.crds.AppService;
import dev.tideway.operator.desired.AdoptedServices;
import dev.tideway.operator.desired.App;
import dev.tideway.operator.desired.Revision;
import dev.tideway.operator.domain.Reason;
import dev.tideway.operator.domain.Why;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether an app may take over what its spec names: nothing that another controller would write
 * back, and nothing that callers would know differently afterwards.
 */
record Claims(App app, Revision target, Old old) {

  /** Why it may not begin, and what to write instead. */
  Optional<Why> refusal() {
    if (old.deployment().isEmpty()) {
      return Optional.of(old)
          .filter(o -> !o.isGone(app))
          .flatMap(
              rest ->
                  refused(
                      "there is no " + deploymentName(),
                      "write the name of one that runs in spec.adopt.deployment, or take spec.adopt"
                          + " out."));
    }
    return size().or(this::deployment).or(this::autoscaler).or(this::service);
  }

  /** Why the old Deployment may not go, and what to do about it. */
  Optional<Why> keeps() {
    return deployment().or(this::autoscalerOwner).or(this::otherService);
  }

  private Optional<Why> size() {
    return Objects.equals(app.spec().replicas(), 0)
        ? refused("the app asks for no pods", "write replicas that serve.")
        : Optional.empty();
  }

  private Optional<Why> deployment() {
    return old.deployment()
        .flatMap(
            d ->
                Old.isOf(app, d)
                    ? refused(deploymentName() + " is the app's own", "take spec.adopt out.")
                    : controlled(deploymentName(), d));
  }

  private Optional<Why> autoscaler() {
    String wanted = old.wanted().horizontalPodAutoscaler();
    if (wanted == null) {
      return Optional.empty();
    }
    String name = "HorizontalPodAutoscaler " + wanted;
    String next =
        "write the one that scales " + deploymentName() + " in spec.adopt.horizontalPodAutoscaler";
    if (old.autoscaler().isEmpty()) {
      return refused("there is no " + name, next + ", or take it out.");
    }
    var scaled = old.autoscaler().get().getSpec().getScaleTargetRef();
    return scaled.getKind().equals("Deployment")
            && scaled.getName().equals(old.wanted().deployment())
        ? autoscalerOwner()
        : refused(name + " scales " + scaled.getKind() + " " + scaled.getName(), next + ".");
  }

  private Optional<Why> autoscalerOwner() {
    return old.autoscaler()
        .flatMap(hpa -> controlled("HorizontalPodAutoscaler " + hpa.getMetadata().getName(), hpa));
  }

  private Optional<Why> service() {
    String wanted = old.wanted().service();
    if (wanted == null) {
      return Optional.empty();
    }
    String name = "Service " + wanted;
    if (old.service().isEmpty()) {
      return refused(
          "there is no " + name,
          "write the name of one that leads to "
              + deploymentName()
              + " in spec.adopt.service, or take it out.");
    }
    return old.foreignService(app)
        .flatMap(
            s ->
                controlled(name, s)
                    .or(() -> aim(name, s))
                    .or(() -> headless(name, s))
                    .or(() -> local(name, "externalTrafficPolicy", policy(s, true)))
                    .or(() -> local(name, "internalTrafficPolicy", policy(s, false)))
                    .or(() -> type(name, s))
                    .or(() -> ports(name, s))
                    .or(() -> misled(name, s)));
  }

  private Optional<Why> aim(String name, Service s) {
    return Old.selects(s, old.podLabels())
        ? Optional.empty()
        : refused(
            name + " doesn't lead to the pods of " + deploymentName(),
            "write the Service that does in spec.adopt.service.");
  }

  private Optional<Why> headless(String name, Service s) {
    return "None".equals(s.getSpec().getClusterIP())
        ? refused(
            name + " is headless, and its callers keep the addresses of pods",
            "send them to a Service with a cluster IP first.")
        : Optional.empty();
  }

  private static Optional<String> policy(Service s, boolean external) {
    return Optional.ofNullable(
        external ? s.getSpec().getExternalTrafficPolicy() : s.getSpec().getInternalTrafficPolicy());
  }

  /** Nodes that have old pods and none of the app's would drop what they get. */
  private Optional<Why> local(String name, String field, Optional<String> policy) {
    return policy
        .filter("Local"::equals)
        .flatMap(
            p ->
                refused(
                    name + " has " + field + ": Local, and the app's pods may be on other nodes",
                    "write Cluster until the app has taken over."));
  }

  private Optional<Why> type(String name, Service s) {
    String asked =
        Optional.ofNullable(app.spec().service()).map(AppService::type).orElse("ClusterIP");
    String type = Optional.ofNullable(s.getSpec().getType()).orElse("ClusterIP");
    boolean own = s.getMetadata().getName().equals(app.name());
    return !own || type.equals(asked)
        ? Optional.empty()
        : refused(
            name + " is of type " + type + ", and the app asks for " + asked,
            "write service: {type: " + type + "}.");
  }

  private Optional<Why> ports(String name, Service s) {
    List<ServicePort> unserved = AdoptedServices.unserved(app, target, s);
    if (!unserved.isEmpty()) {
      return refused(
          name
              + " has port "
              + unserved.stream().map(Claims::words).collect(Collectors.joining(", "))
              + ", and the app's Service would not",
          "write the first port's number in service.port, and the others in ports.");
    }
    return AdoptedServices.hasNoRoom(app, target, s)
        ? refused(
            "the port of " + name + " has no name, which a Service with several ports needs",
            "leave one port in spec.ports until the app has taken over.")
        : Optional.empty();
  }

  /** Pods that have the old ones' labels are called before they are meant to be. */
  private Optional<Why> misled(String name, Service s) {
    return s.getSpec().getPorts().stream()
        .flatMap(port -> number(port).stream())
        .filter(number -> target.ports().stream().noneMatch(p -> p.port().equals(number)))
        .findFirst()
        .filter(n -> Old.selects(s, Old.labels(target.template().getMetadata().getLabels())))
        .flatMap(
            number ->
                refused(
                    name
                        + " selects the app's new pods already, and leads to port "
                        + number
                        + " of them, which they don't have",
                    "write that number in spec.ports, or take the labels out of"
                        + " spec.podTemplate."));
  }

  private static Optional<Integer> number(ServicePort port) {
    return Optional.ofNullable(port.getTargetPort())
        .map(IntOrString::getIntVal)
        .or(() -> Optional.ofNullable(port.getPort()).filter(p -> port.getTargetPort() == null));
  }

  private Optional<Why> otherService() {
    return old.otherService(app)
        .map(s -> s.getMetadata().getName())
        .flatMap(
            name ->
                refused(
                    "Service " + name + " leads to the pods of " + deploymentName() + " as well",
                    "kubectl patch service -n "
                        + app.namespace()
                        + " "
                        + name
                        + " --type=json -p '[{\"op\":\"replace\",\"path\":\"/spec/selector\","
                        + "\"value\":{\"tideway.dev/app\":\""
                        + app.name()
                        + "\"}}]', or delete it."));
  }

  private String deploymentName() {
    return "Deployment " + old.wanted().deployment();
  }

  private static String words(ServicePort port) {
    boolean tcp = port.getProtocol() == null || port.getProtocol().equals("TCP");
    return tcp ? String.valueOf(port.getPort()) : port.getPort() + "/" + port.getProtocol();
  }

  private static Optional<Why> controlled(String name, HasMetadata object) {
    return Stream.ofNullable(object.getMetadata().getOwnerReferences())
        .flatMap(List::stream)
        .filter(owner -> Boolean.TRUE.equals(owner.getController()))
        .findFirst()
        .flatMap(
            owner ->
                refused(
                    name
                        + " belongs to "
                        + owner.getKind()
                        + " "
                        + owner.getName()
                        + ", which would write it back",
                    orphan(owner)));
  }

  private static String orphan(OwnerReference owner) {
    return "take it from its controller first (kubectl delete --cascade=orphan "
        + owner.getKind().toLowerCase(Locale.ROOT)
        + " "
        + owner.getName()
        + "), or take spec.adopt out.";
  }

  private static Optional<Why> refused(String sentence, String next) {
    return Optional.of(
        new Why(Reason.AdoptionRefused, sentence + "; what runs is left as it is.", next));
  }
}
