package dev.tideway.operator.status;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tideway.crds.AppDeploymentStatus;
import dev.tideway.crds.CandidateStatus;
import dev.tideway.crds.RevisionStatus;
import dev.tideway.operator.domain.Adoption;
import dev.tideway.operator.domain.Answer;
import dev.tideway.operator.domain.Memory;
import dev.tideway.operator.domain.Pin;
import dev.tideway.operator.domain.Reason;
import dev.tideway.operator.domain.Request;
import dev.tideway.operator.domain.Restart;
import dev.tideway.operator.domain.RevisionId;
import dev.tideway.operator.domain.Rollout;
import dev.tideway.operator.domain.State;
import dev.tideway.operator.domain.Step;
import dev.tideway.operator.domain.Strategy;
import dev.tideway.operator.domain.Strategy.Stepped;
import dev.tideway.operator.domain.Why;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.time.api.DateTimes;
import org.jspecify.annotations.Nullable;

class StateCodecProperties {
  private static final int STEPS = 20;
  private static final Stepped STEPPED =
      new Stepped(
          Collections.nCopies(STEPS, Step.canary(10, Duration.ofMinutes(1), false)),
          Duration.ZERO,
          Strategy.By.Route);
  private static final Why WAITING = Why.of(Reason.RollingUpdate, "it waits");

  @Property
  void whatIsRememberedSurvivesTheStatus(@ForAll("memories") Memory memory) {
    AppDeploymentStatus status = status(memory);
    assertEquals(Optional.of(memory), StateCodec.read(status));
    String json = Serialization.asJson(status);
    assertEquals(
        Optional.of(memory),
        StateCodec.read(Serialization.unmarshal(json, AppDeploymentStatus.class)),
        "and the apiserver");
  }

  @Example
  void anAppThatWasNeverSeenHasNone() {
    assertEquals(Optional.empty(), StateCodec.read(null));
    assertEquals(Optional.empty(), StateCodec.read(status(null, null)));
  }

  @Example
  void whatToTypeNextStaysInTheWords() {
    RevisionId id = new RevisionId("a", 1, "i");
    Why why = new Why(Reason.CrashLoopBackOff, "it crashed.", "kubectl logs x");
    Memory read =
        StateCodec.read(
                status(
                    Memory.of(
                        new State.Aborted(id, id, OptionalInt.empty(), OptionalInt.empty(), why))))
            .orElseThrow();
    assertEquals("it crashed. Next: kubectl logs x", ((State.Aborted) read.state()).why().text());
    assertEquals(Optional.of(read), StateCodec.read(status(read)), "and does not grow");
  }

  @Example
  void aCandidateOfAnotherReleaseStartsOver() {
    RevisionStatus stable = new RevisionStatus(1L, "a", "i");
    CandidateStatus unknown =
        new CandidateStatus(
            2L, "b", "j", 0, 1, 3, null, null, null, null, null, null, null, null, null, null, null,
            null, "waits", null);
    assertEquals(
        Optional.of(Memory.of(new State.Idle(new RevisionId("a", 1, "i")))),
        StateCodec.read(status(stable, unknown)));
  }

  @Example
  void aReasonOfANewerReleaseKeepsTheCandidateAborted() {
    RevisionStatus stable = new RevisionStatus(1L, "a", "i");
    CandidateStatus newer =
        new CandidateStatus(
            2L,
            "b",
            "j",
            0,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            "worse",
            "Regressed");
    State.Aborted read =
        (State.Aborted) StateCodec.read(status(stable, newer)).orElseThrow().state();
    assertEquals("worse", read.why().text());
  }

  @Provide
  Arbitrary<Memory> memories() {
    Arbitrary<Pin> pins =
        Combinators.combine(ids(), Arbitraries.strings().ofLength(10), flags()).as(Pin::new);
    Arbitrary<Restart> restarts =
        Combinators.combine(Arbitraries.strings().ofLength(10), instants()).as(Restart::new);
    return Combinators.combine(
            states(), pins.optional(), restarts.optional(), answers(), adoptions().optional())
        .as(Memory::new);
  }

  private static Arbitrary<Adoption> adoptions() {
    Arbitrary<Adoption.Stage> stages =
        Arbitraries.oneOf(
            Arbitraries.of(new Adoption.Growing(), new Adoption.Removing()),
            instants().map(Adoption.Switching::new),
            Combinators.combine(instants().optional(), instants()).as(Adoption.Draining::new),
            instants().map(Adoption.Done::new),
            Arbitraries.strings().map(Adoption.Returned::new));
    return Combinators.combine(Arbitraries.strings(), Arbitraries.strings().optional(), stages)
        .as(Adoption::new);
  }

  private static Arbitrary<List<Answer>> answers() {
    Arbitrary<Request> requests =
        Combinators.combine(
                Arbitraries.strings().ofMinLength(1),
                Arbitraries.of(Request.Kind.class),
                Arbitraries.strings(),
                Arbitraries.strings())
            .as(
                (uid, kind, by, reason) ->
                    new Request(
                        "n", uid, kind, Optional.empty(), Optional.empty(), by, reason, false));
    return Combinators.combine(requests, flags(), Arbitraries.strings(), instants())
        .as(Answer::new)
        .list()
        .ofMaxSize(12);
  }

  private static Arbitrary<State> states() {
    Arbitrary<Rollout> first =
        Combinators.combine(ids(), pods(), flags(), instants().optional())
            .as(
                (c, total, paused, trouble) ->
                    Rollout.of(Optional.empty(), c, total).withPaused(paused).withTrouble(trouble));
    Arbitrary<Rollout> any =
        Combinators.combine(
                ids(), ids(), pods(), steps(), weights(), Arbitraries.integers().between(0, 15))
            .as(
                (st, c, total, step, weight, flags) ->
                    new Rollout(
                        Optional.of(st),
                        c,
                        total,
                        step,
                        weight,
                        (flags & 1) > 0,
                        (flags & 2) > 0,
                        (flags & 4) > 0,
                        (flags & 8) > 0,
                        Optional.empty()));
    Arbitrary<Rollout> unweighed =
        Arbitraries.oneOf(first, any.map(r -> r.withWeight(0).atStep(0)));
    return Arbitraries.oneOf(
        ids().map(State.Idle::new),
        Combinators.combine(ids(), ids(), pods().optional(), steps().optional(), whys())
            .as(
                (c, d, total, step, why) ->
                    new State.Aborted(c, d, optional(total), optional(step), why)),
        Combinators.combine(unweighed, instants()).as(State.Waiting::new),
        Combinators.combine(unweighed, instants(), instants()).as(State.Preparing::new),
        Combinators.combine(unweighed, pods(), instants()).as(State.Rolling::new),
        Combinators.combine(any, pods(), instants(), instants().optional()).as(State.Scaling::new),
        Combinators.combine(any, instants()).as(State.Shifting::new),
        Combinators.combine(any, instants(), flags()).as(State.Observing::new),
        Combinators.combine(any, instants()).as(State.Promoting::new),
        Combinators.combine(any, instants()).as(State.Retiring::new),
        Combinators.combine(any, whys().optional(), instants(), instants().optional())
            .as(State.Aborting::new));
  }

  private static Arbitrary<Instant> instants() {
    return DateTimes.instants();
  }

  private static Arbitrary<Integer> pods() {
    return Arbitraries.integers().between(0, 5000);
  }

  /** The last is behind all steps. */
  private static Arbitrary<Integer> steps() {
    return Arbitraries.integers().between(0, STEPS);
  }

  private static Arbitrary<Integer> weights() {
    return Arbitraries.integers().between(0, 100);
  }

  private static Arbitrary<Boolean> flags() {
    return Arbitraries.of(true, false);
  }

  private static Arbitrary<RevisionId> ids() {
    return Combinators.combine(
            Arbitraries.strings().alpha().ofLength(10),
            Arbitraries.longs().greaterOrEqual(1),
            Arbitraries.strings().ofMaxLength(20))
        .as(RevisionId::new);
  }

  private static Arbitrary<Why> whys() {
    return Combinators.combine(
            Arbitraries.of(Reason.class), Arbitraries.strings().alpha().ofMinLength(1))
        .as(Why::of);
  }

  private static OptionalInt optional(Optional<Integer> value) {
    return value.stream().mapToInt(Integer::intValue).findFirst();
  }

  private static AppDeploymentStatus status(Memory memory) {
    State state = memory.state();
    return new AppDeploymentStatus(
        1L,
        null,
        null,
        null,
        null,
        null,
        null,
        Candidates.stable(state),
        Candidates.of(state, 0, Optional.of(STEPPED), WAITING),
        null,
        null,
        null,
        AnswerCodec.write(memory.answers()),
        Candidates.rollback(memory),
        Candidates.restart(memory),
        AdoptionCodec.write(memory.adoption()));
  }

  private static AppDeploymentStatus status(
      @Nullable RevisionStatus stable, @Nullable CandidateStatus candidate) {
    return new AppDeploymentStatus(
        1L, null, null, null, null, null, null, stable, candidate, null, null, null, null, null,
        null, null);
  }
}
