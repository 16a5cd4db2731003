package dev.tideway.operator.adoption;

import dev.tideway.crds.Adopt;
import dev.tideway.operator.desired.App;
import dev.tideway.operator.desired.Handover;
import dev.tideway.operator.desired.Revision;
import dev.tideway.operator.domain.Adoption;
import dev.tideway.operator.domain.Adoption.Done;
import dev.tideway.operator.domain.Adoption.Draining;
import dev.tideway.operator.domain.Adoption.Growing;
import dev.tideway.operator.domain.Adoption.Removing;
import dev.tideway.operator.domain.Adoption.Returned;
import dev.tideway.operator.domain.Adoption.Switching;
import dev.tideway.operator.domain.Capacity;
import dev.tideway.operator.domain.Hold;
import dev.tideway.operator.domain.Memory;
import dev.tideway.operator.domain.Plan;
import dev.tideway.operator.domain.Size;
import dev.tideway.operator.domain.Snapshot;
import dev.tideway.operator.domain.State;
import dev.tideway.operator.domain.Why;
import dev.tideway.operator.domain.Wish;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * An app on its way to take over what ran before it.
 *
 * @param app that takes over
 * @param adoption how far it has come
 * @param old what ran before, as it is now
 * @param refusal why it may not go on
 */
public record Takeover(App app, Adoption adoption, Old old, Optional<Why> refusal) {
  // Every proxy has heard of the new endpoints by then, and requests under way have ended.
  private static final Duration DRAIN = Duration.ofSeconds(30);

  /**
   * @param target the revision whose pods are to take over
   */
  public static Takeover of(App app, Adoption adoption, Old old, Revision target) {
    Claims claims = new Claims(app, target, old);
    return new Takeover(
        app,
        adoption,
        old,
        switch (adoption.stage()) {
          case Growing g -> claims.refusal();
          // Whoever has begun to turn goes on: half-way is the worst place to stay.
          case Switching s -> Optional.empty();
          case Draining d -> claims.keeps();
          case Removing r -> claims.keeps();
          case Returned r -> Optional.empty();
          case Done d -> Optional.empty();
        });
  }

  /** Whether it has to be known who else leads to the old pods. */
  public static boolean asksWhoCalls(Adoption adoption) {
    return adoption.stage() instanceof Draining || adoption.stage() instanceof Removing;
  }

  /** How far an app has come; empty when it takes over nothing, or nothing any more. */
  public static Optional<Adoption> open(App app, Optional<Memory> memory) {
    return wanted(app, memory).filter(a -> !(a.stage() instanceof Done));
  }

  /** A spec that names others than before begins anew. */
  private static Optional<Adoption> wanted(App app, Optional<Memory> memory) {
    Adopt wanted = app.spec().adopt();
    if (wanted == null) {
      return Optional.empty();
    }
    Optional<String> service = Optional.ofNullable(wanted.service());
    return memory
        .flatMap(Memory::adoption)
        .filter(a -> a.deployment().equals(wanted.deployment()) && a.service().equals(service))
        .or(() -> Optional.of(new Adoption(wanted.deployment(), service, new Growing())));
  }

  /** The plan of an app that takes over nothing: it remembers only what it is done with. */
  public static Plan closed(Plan plan) {
    Optional<Adoption> done = plan.next().adoption().filter(a -> a.stage() instanceof Done);
    return new Plan(
        plan.next().adopting(done),
        plan.targets(),
        plan.traffic(),
        plan.phase(),
        plan.why(),
        plan.wakeAt());
  }

  /** The snapshot of an app that has at least as many pods as the old ones are, until they go. */
  public Snapshot sized(Snapshot s) {
    if (old.pods() == 0 || isRefusedFromTheStart()) {
      return s;
    }
    Wish w = s.wish();
    Size size =
        switch (w.size()) {
          case Size.Fixed f -> new Size.Fixed(Math.max(old.pods(), f.replicas()));
          // At least, and not exactly: with its callers come their peaks.
          case Size.Autoscaled a -> {
            int min = Math.max(old.pods(), a.min());
            yield new Size.Autoscaled(min, Math.max(min, a.max()));
          }
        };
    return new Snapshot(
        s.app(),
        new Wish(w.target(), size, w.strategy(), w.surge(), w.unavailable(), w.progressDeadline()),
        s.memory(),
        s.sight(),
        s.requests(),
        s.hold());
  }

  /** Whether the Service leads to the app's pods, and to no others. */
  public boolean isTurned(Predicate<String> alone) {
    return adoption.service().filter(alone).isPresent();
  }

  /** Whether nothing may be made yet: a Service that doesn't fit may reach the new pods. */
  public boolean isRefusedFromTheStart() {
    return refusal.isPresent() && adoption.stage() instanceof Growing;
  }

  /**
   * The plan of an app that takes over as well.
   *
   * @param turned whether the Service leads to the app's pods, and to no others
   */
  public Plan over(Plan plan, Snapshot s, boolean turned, Instant now) {
    return Progress.of(plan, s, this, adoption.with(next(plan, s, turned, now)), now);
  }

  private Adoption.Stage next(Plan plan, Snapshot s, boolean turned, Instant now) {
    boolean leads = turned || adoption.service().isEmpty();
    boolean serves = serves(plan, s);
    return switch (adoption.stage()) {
      case Growing g when !serves || refusal.isPresent() -> g;
      case Growing g when old.isGone(app) -> new Done(now);
      case Growing g when freeze(s).isPresent() -> g;
      case Growing g -> leads ? draining(s, now) : switching(s, now);
      case Switching sw when isDown(s) -> returned(s, sw);
      case Switching sw -> leads ? new Draining(Optional.empty(), sw.deadline()) : sw;
      case Draining d when isDown(s) -> returned(s, d);
      // Nothing goes while callers may reach it, whoever led them back.
      case Draining d when !leads -> new Switching(d.deadline());
      case Draining d when refusal.isPresent() || !serves -> d.with(Optional.empty());
      // It takes its time from when the last obstacle has gone.
      case Draining d when d.until().isEmpty() -> d.with(Optional.of(now.plus(DRAIN)));
      case Draining d -> now.isBefore(d.until().get()) ? d : new Removing();
      case Removing r when old.deployment().isEmpty() -> new Done(now);
      case Removing r when !leads -> switching(s, now);
      case Removing r -> refusal.isPresent() ? draining(s, now) : r;
      // What the callers were led back to may stop as well.
      case Returned r when old.ready() == 0 && serves -> switching(s, now);
      case Returned r -> r.revision().equals(s.wish().target().hash()) ? r : new Growing();
      case Done d -> d;
    };
  }

  /** Back where callers were; what has not turned yet only waits again. */
  private Adoption.Stage returned(Snapshot s, Adoption.Stage otherwise) {
    if (old.foreignService(app).isPresent()) {
      return new Growing();
    }
    return back().isPresent() ? new Returned(s.wish().target().hash()) : otherwise;
  }

  private static Draining draining(Snapshot s, Instant now) {
    return new Draining(Optional.empty(), now.plus(s.progressDeadline()));
  }

  private static Switching switching(Snapshot s, Instant now) {
    return new Switching(now.plus(s.progressDeadline()));
  }

  /** The patch by which callers get back to the old pods, if there is one. */
  public Optional<String> back() {
    return old.service()
        .filter(service -> Old.isOf(app, service))
        .flatMap(service -> Handover.giveBack(app, service, old.podLabels()));
  }

  /** Whether the app serves nothing while the old pods still could. */
  private boolean isDown(Snapshot s) {
    return old.ready() > 0 && s.capacities().stream().allMatch(c -> c.serving() == 0);
  }

  /** Whether the app has all the pods that callers need. */
  private static boolean serves(Plan plan, Snapshot s) {
    return switch (plan.state()) {
      case State.Idle i -> has(s, s.capacityOf(i.current()));
      case State.Aborted a -> a.total().isEmpty() && has(s, s.capacityOf(a.current()));
      case State.Underway u -> false;
    };
  }

  private static boolean has(Snapshot s, Capacity c) {
    return c.serving() > 0 && c.serving() >= s.size().total(c.wanted());
  }

  /** A freeze holds callers where they are, as it holds any rollout. */
  static Optional<Hold> freeze(Snapshot s) {
    return s.hold().filter(Hold::freeze);
  }
}
