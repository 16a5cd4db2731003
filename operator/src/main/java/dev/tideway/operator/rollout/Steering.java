package dev.tideway.operator.rollout;

import dev.tideway.operator.domain.Answer;
import dev.tideway.operator.domain.Hold;
import dev.tideway.operator.domain.Memory;
import dev.tideway.operator.domain.Request;
import dev.tideway.operator.domain.Restart;
import dev.tideway.operator.domain.RevisionId;
import dev.tideway.operator.domain.Snapshot;
import dev.tideway.operator.domain.State.Waiting;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Answers what people ask for by a RolloutAction. */
final class Steering {
  // Somebody's loop of actions must not hold a pass up.
  private static final int MOST_AT_ONCE = 5;

  private Steering() {}

  /** The memory with each request carried out, or rejected with a reason. */
  static Memory answer(Snapshot s, Memory memory, Instant now) {
    Memory last = memory;
    List<Request> open =
        s.requests().stream()
            .filter(request -> !memory.hasAnswered(request))
            .limit(room(s, memory))
            .toList();
    for (Request request : open) {
      Decision decision = decide(s, last, request, now);
      last =
          switch (decision) {
            // A rollback replaces the candidate that the next request may be meant for.
            case Applied a ->
                Start.follow(s, a.next().with(new Answer(request, true, a.message(), now)), now);
            case Rejected r -> last.with(new Answer(request, false, r.message(), now));
          };
    }
    return last;
  }

  /** An answer is remembered for as long as its request looks unanswered. */
  private static long room(Snapshot s, Memory memory) {
    long undelivered = s.requests().stream().filter(memory::hasAnswered).count();
    return Math.clamp(Memory.REMEMBERED - undelivered, 0, MOST_AT_ONCE);
  }

  /** What becomes of a request. */
  sealed interface Decision {}

  record Applied(Memory next, String message) implements Decision {}

  record Rejected(String message) implements Decision {}

  private static Decision decide(Snapshot s, Memory m, Request request, Instant now) {
    return mismatch(m, request)
        .<Decision>map(Rejected::new)
        .or(() -> frozen(s, m, request).map(Rejected::new))
        .orElseGet(
            () ->
                switch (request.action()) {
                  case Promote -> Gates.promote(s, m, request, now);
                  case PromoteFull -> Gates.promoteFull(s, m, request, now);
                  case Pause -> Gates.pause(m);
                  case Resume -> Gates.resume(s, m, request);
                  case Abort -> Returns.abort(s, m, request, now);
                  case Retry -> Returns.retry(s, m, request, now);
                  case Rollback -> Returns.rollback(s, m, request);
                  case Restart -> Returns.restart(m, now);
                });
  }

  /** An action that was meant for another candidate than the one that there is. */
  private static Optional<String> mismatch(Memory m, Request request) {
    if (request.revision().isEmpty()) {
      return Optional.empty();
    }
    long meant = request.revision().get();
    Optional<RevisionId> candidate = m.state().candidate();
    if (candidate.filter(c -> c.number() == meant).isPresent()) {
      return Optional.empty();
    }
    return Optional.of(
        "it is meant for revision "
            + meant
            + ", but "
            + candidate
                .map(
                    c ->
                        c.label()
                            + " is the candidate: look at that one, and write revision: "
                            + c.number())
                .orElseGet(
                    () ->
                        m.state().stable().filter(st -> st.number() == meant).isPresent()
                            ? "that one serves already"
                            : "no rollout is under way"));
  }

  /** What a freeze forbids, unless the action overrides it. Whoever makes it safer always may. */
  private static Optional<String> frozen(Snapshot s, Memory m, Request request) {
    Optional<Hold> freeze = s.hold().filter(Hold::freeze).filter(hold -> !request.override());
    boolean starts =
        switch (request.action()) {
          case Pause, Abort -> false;
          case Retry, Rollback, Restart -> true;
          case Promote, PromoteFull, Resume ->
              m.state() instanceof Waiting || freeze.filter(Hold::pausesRunning).isPresent();
        };
    return freeze
        .filter(hold -> starts)
        .map(
            hold ->
                hold.why().message() + "; to act all the same, write override: true and a reason");
  }
}
