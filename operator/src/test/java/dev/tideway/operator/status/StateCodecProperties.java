package dev.tideway.operator.status;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tideway.crds.AppDeploymentStatus;
import dev.tideway.crds.CandidateStatus;
import dev.tideway.crds.RevisionStatus;
import dev.tideway.operator.domain.Reason;
import dev.tideway.operator.domain.RevisionId;
import dev.tideway.operator.domain.State;
import dev.tideway.operator.domain.Why;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
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
  private static final Why WAITING = Why.of(Reason.RollingUpdate, "it waits");

  @Property
  void aStateSurvivesTheStatus(@ForAll("states") State state) {
    AppDeploymentStatus status = status(state);
    assertEquals(Optional.of(state), StateCodec.read(status));
    String json = Serialization.asJson(status);
    assertEquals(
        Optional.of(state),
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
    State read =
        StateCodec.read(status(new State.Aborted(id, id, OptionalInt.empty(), why))).orElseThrow();
    assertEquals("it crashed. Next: kubectl logs x", ((State.Aborted) read).why().text());
    assertEquals(Optional.of(read), StateCodec.read(status(read)), "and does not grow");
  }

  @Example
  void aCandidateOfAnotherReleaseStartsOver() {
    RevisionStatus stable = new RevisionStatus(1L, "a", "i");
    CandidateStatus unknown =
        new CandidateStatus(
            2L, "b", "j", 0, 1, 3, null, null, null, null, null, null, null, null, null, null,
            "waits", null);
    assertEquals(
        Optional.of(new State.Idle(new RevisionId("a", 1, "i"))),
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
            "worse",
            "Regressed");
    State.Aborted read = (State.Aborted) StateCodec.read(status(stable, newer)).orElseThrow();
    assertEquals("worse", read.why().text());
  }

  @Provide
  Arbitrary<State> states() {
    Arbitrary<Instant> instants = DateTimes.instants();
    Arbitrary<Integer> pods = Arbitraries.integers().between(0, 5000);
    Arbitrary<State> idle = ids().map(State.Idle::new);
    Arbitrary<State> rolling =
        Combinators.combine(ids().optional(), ids(), pods, pods, instants, instants.optional())
            .as(State.Rolling::new);
    Arbitrary<State> aborted =
        Combinators.combine(ids(), ids(), pods.optional(), whys())
            .as((c, d, total, why) -> new State.Aborted(c, d, optional(total), why));
    return Arbitraries.oneOf(idle, rolling, aborted);
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

  private static AppDeploymentStatus status(State state) {
    return status(StateCodec.stable(state), StateCodec.candidate(state, 0, WAITING));
  }

  private static AppDeploymentStatus status(
      @Nullable RevisionStatus stable, @Nullable CandidateStatus candidate) {
    return new AppDeploymentStatus(
        1L, null, null, null, null, null, null, stable, candidate, null, null, null, null, null,
        null);
  }
}
