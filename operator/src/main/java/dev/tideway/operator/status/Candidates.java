package dev.tideway.operator.status;

import dev.tideway.crds.CandidateStatus;
import dev.tideway.crds.RestartStatus;
import dev.tideway.crds.RevisionStatus;
import dev.tideway.crds.RollbackStatus;
import dev.tideway.operator.domain.Memory;
import dev.tideway.operator.domain.RevisionId;
import dev.tideway.operator.domain.Rollout;
import dev.tideway.operator.domain.State;
import dev.tideway.operator.domain.Step;
import dev.tideway.operator.domain.Strategy.Stepped;
import dev.tideway.operator.domain.Why;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Writes a state down in a status; {@link StateCodec} reads it back. */
final class Candidates {
  private Candidates() {}

  static @Nullable RevisionStatus stable(State state) {
    return state
        .stable()
        .map(id -> new RevisionStatus(id.number(), id.hash(), id.image()))
        .orElse(null);
  }

  static @Nullable RollbackStatus rollback(Memory memory) {
    return memory
        .pin()
        .map(
            pin ->
                new RollbackStatus(
                    pin.revision().number(),
                    pin.revision().hash(),
                    pin.revision().image(),
                    pin.insteadOf(),
                    flag(pin.override())))
        .orElse(null);
  }

  static @Nullable RestartStatus restart(Memory memory) {
    return memory.restart().map(r -> new RestartStatus(r.hash(), r.at().toString())).orElse(null);
  }

  /**
   * @param share the candidate's share of the traffic where the numbers of pods decide, in percent
   * @param strategy says how many steps there are
   * @param why what the candidate waits for
   */
  static @Nullable CandidateStatus of(State state, int share, Optional<Stepped> strategy, Why why) {
    return switch (state) {
      case State.Idle i -> null;
      case State.Aborted a -> given(a, share, strategy);
      case State.Waiting w -> underway(w, share, strategy, extras().since(w.since()), why);
      case State.Preparing p ->
          underway(p, share, strategy, extras().since(p.since()).deadline(p.deadline()), why);
      case State.Rolling r ->
          underway(r, share, strategy, extras().deadline(r.deadline()).progress(r.progress()), why);
      case State.Scaling s -> underway(s, share, strategy, scaling(s), why);
      case State.Shifting s -> underway(s, share, strategy, extras().deadline(s.deadline()), why);
      case State.Observing o -> underway(o, share, strategy, observed(o, strategy), why);
      case State.Promoting p -> underway(p, share, strategy, extras().deadline(p.deadline()), why);
      case State.Retiring r -> underway(r, share, strategy, extras().until(r.until()), why);
      case State.Aborting a -> underway(a, share, strategy, aborting(a), a.failure().orElse(why));
    };
  }

  private static Extras extras() {
    return new Extras(null, null, null, null, null, null);
  }

  private static Extras observed(State.Observing o, Optional<Stepped> strategy) {
    Extras extras = extras().since(o.since()).approved(o.approved());
    return strategy
        .map(stepped -> stepped.at(o.rollout().step()))
        .map(Step::hold)
        .map(hold -> extras.until(o.since().plus(hold)))
        .orElse(extras);
  }

  private static Extras scaling(State.Scaling s) {
    Extras extras = extras().deadline(s.deadline()).progress(s.progress());
    return s.until().map(extras::until).orElse(extras);
  }

  private static Extras aborting(State.Aborting a) {
    Extras extras = extras().deadline(a.deadline());
    Extras known = a.until().map(extras::until).orElse(extras);
    return a.failure().map(why -> known.reason(why.reason().name())).orElse(known);
  }

  private static CandidateStatus given(State.Aborted a, int share, Optional<Stepped> strategy) {
    RevisionId id = a.failed();
    OptionalInt total = a.total();
    Optional<Stepped> stepped = strategy.filter(any -> a.step().isPresent());
    return new CandidateStatus(
        id.number(),
        id.hash(),
        id.image(),
        share,
        stepped.map(s -> step(s, a.step().getAsInt())).orElse(null),
        stepped.map(s -> s.steps().size()).orElse(null),
        a.stage(),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        total.isPresent() ? total.getAsInt() : null,
        null,
        null,
        a.why().text(),
        a.why().reason().name());
  }

  private static CandidateStatus underway(
      State.Underway u, int share, Optional<Stepped> strategy, Extras extras, Why why) {
    Rollout r = u.rollout();
    Optional<Stepped> stepped = strategy.filter(any -> u instanceof State.Stepping);
    return new CandidateStatus(
        r.candidate().number(),
        r.candidate().hash(),
        r.candidate().image(),
        u instanceof State.Stepping ? r.weight() : share,
        stepped.map(s -> step(s, r.step())).orElse(null),
        stepped.map(s -> s.steps().size()).orElse(null),
        u.stage(),
        text(extras.since()),
        text(extras.until()),
        flag(r.paused()),
        extras.approved(),
        flag(r.express()),
        flag(r.override()),
        flag(r.held()),
        text(extras.deadline()),
        r.total(),
        extras.progress(),
        r.trouble().map(Instant::toString).orElse(null),
        why.text(),
        extras.reason());
  }

  /** Counts from 1; none when all are done, so that nobody reads of step 4 of 3. */
  private static @Nullable Integer step(Stepped strategy, int index) {
    return index < strategy.steps().size() ? index + 1 : null;
  }

  /** What only some stages have. */
  private record Extras(
      @Nullable Instant since,
      @Nullable Instant until,
      @Nullable Instant deadline,
      @Nullable Integer progress,
      @Nullable Boolean approved,
      @Nullable String reason) {
    Extras since(Instant at) {
      return new Extras(at, until, deadline, progress, approved, reason);
    }

    Extras until(Instant at) {
      return new Extras(since, at, deadline, progress, approved, reason);
    }

    Extras deadline(Instant at) {
      return new Extras(since, until, at, progress, approved, reason);
    }

    Extras progress(int pods) {
      return new Extras(since, until, deadline, pods, approved, reason);
    }

    Extras approved(boolean yes) {
      return new Extras(since, until, deadline, progress, flag(yes), reason);
    }

    Extras reason(String name) {
      return new Extras(since, until, deadline, progress, approved, name);
    }
  }

  private static @Nullable String text(@Nullable Instant at) {
    return at == null ? null : at.toString();
  }

  /** Only what is the case is said. */
  private static @Nullable Boolean flag(boolean yes) {
    return yes ? true : null;
  }
}
