package dev.tideway.operator.controller;

import dev.tideway.crds.Adopt;
import dev.tideway.operator.adoption.Old;
import dev.tideway.operator.adoption.Takeover;
import dev.tideway.operator.apply.Applier;
import dev.tideway.operator.apply.Refusal;
import dev.tideway.operator.desired.AdoptedServices;
import dev.tideway.operator.desired.App;
import dev.tideway.operator.desired.Handover;
import dev.tideway.operator.desired.Revision;
import dev.tideway.operator.domain.Adoption;
import dev.tideway.operator.domain.Memory;
import dev.tideway.operator.domain.Plan;
import dev.tideway.operator.observe.Observed;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Does what a plan says to objects that an app takes over.
 *
 * @param takeover what is taken over; empty where nothing is
 * @param adoption how far the app is to be after this pass
 * @param early whether the app has never served
 */
record Adopting(
    App app,
    Observed observed,
    Optional<Takeover> takeover,
    Optional<Adoption> adoption,
    boolean early,
    Applier applier) {
  // Who comes from outside by these would meet an app without pods, where the old ones serve.
  private static final Set<String> ENTRANCES = Set.of("HTTPRoute", "VirtualService", "Ingress");

  Adopting(Moment moment, Plan plan, Applier applier) {
    this(
        moment.app(),
        moment.observed(),
        moment.takeover(),
        plan.next().adoption(),
        plan.state().stable().isEmpty(),
        applier);
  }

  /** What runs before an app, as the apiserver has it: no cache holds what isn't the app's. */
  static Optional<Takeover> look(
      App app, Optional<Memory> memory, Revision target, Applier applier) {
    return Takeover.open(app, memory)
        .map(adoption -> Takeover.of(app, adoption, old(app, adoption, applier), target));
  }

  private static Old old(App app, Adoption adoption, Applier applier) {
    Adopt wanted = Objects.requireNonNull(app.spec().adopt());
    return new Old(
        wanted,
        find(new Deployment(), wanted.deployment(), app, applier),
        find(new Service(), wanted.service(), app, applier),
        find(new HorizontalPodAutoscaler(), wanted.horizontalPodAutoscaler(), app, applier),
        Takeover.asksWhoCalls(adoption) ? applier.services(app.namespace()) : List.of());
  }

  private static <T extends HasMetadata> Optional<T> find(
      T like, @Nullable String name, App app, Applier applier) {
    if (name == null) {
      return Optional.empty();
    }
    like.setMetadata(new ObjectMetaBuilder().withName(name).withNamespace(app.namespace()).build());
    return applier.find(like);
  }

  /** Whether the app may have no pods yet: a Service that doesn't fit might lead to them. */
  boolean forbids() {
    return takeover.filter(Takeover::isRefusedFromTheStart).isPresent()
        && observed.deployments().isEmpty();
  }

  /**
   * Turns the Service to where its callers are to be.
   *
   * @param children of the app, with its own Service among them
   */
  Optional<Refusal> turn(List<HasMetadata> children) {
    return adoption.flatMap(a -> a.leads() ? take(children) : giveBack(a));
  }

  private Optional<Refusal> take(List<HasMetadata> children) {
    return foreign()
        .flatMap(
            service ->
                applier.patch(
                    service, Handover.take(app, AdoptedServices.ownOf(app, children), service)));
  }

  private Optional<Refusal> giveBack(Adoption a) {
    return takeover
        .filter(t -> a.stage() instanceof Adoption.Returned)
        .flatMap(
            t -> t.back().flatMap(patch -> applier.patch(t.old().service().orElseThrow(), patch)));
  }

  /** Whether the Service is on its way back: what comes next has to see it there. */
  boolean returns() {
    return adoption.filter(a -> a.stage() instanceof Adoption.Returned).isPresent()
        && takeover.flatMap(Takeover::back).isPresent();
  }

  /** The children of an app, with what it has taken over and without what has to wait for that. */
  List<HasMetadata> of(List<HasMetadata> children) {
    return among(children, app, observed, adoption, foreign().isPresent(), early);
  }

  /**
   * The same for an app that goes: what it has not taken over stays another's.
   *
   * @param adoption how far it has come
   */
  static List<HasMetadata> left(
      List<HasMetadata> children, App app, Observed observed, Optional<Adoption> adoption) {
    return among(children, app, observed, adoption, true, true);
  }

  private static List<HasMetadata> among(
      List<HasMetadata> children,
      App app,
      Observed observed,
      Optional<Adoption> adoption,
      boolean foreign,
      boolean early) {
    Optional<String> service = adoption.flatMap(Adoption::service);
    boolean leads = adoption.map(Adoption::leads).orElse(true);
    // A Service of the old name comes back when somebody has deleted it.
    Optional<String> due = service.filter(name -> leads && app.spec().adopt() != null);
    List<HasMetadata> all = AdoptedServices.among(children, app, observed.children(), due);
    return all.stream()
        .filter(
            child ->
                observed.find(child).isPresent()
                    || !(isNamed(child, service) && (foreign || !leads))
                        && !(ENTRANCES.contains(child.getKind()) && !leads && early))
        .toList();
  }

  private static boolean isNamed(HasMetadata child, Optional<String> service) {
    return child instanceof Service
        && service.filter(child.getMetadata().getName()::equals).isPresent();
  }

  private Optional<Service> foreign() {
    return takeover.flatMap(t -> t.old().foreignService(app));
  }

  /** Ends what ran before; the autoscaler first, or it would write of a Deployment that is gone. */
  void remove() {
    if (adoption.filter(a -> a.stage() instanceof Adoption.Removing).isPresent()) {
      takeover.flatMap(t -> t.old().autoscaler()).ifPresent(applier::delete);
      takeover.flatMap(t -> t.old().deployment()).ifPresent(applier::delete);
    }
  }
}
