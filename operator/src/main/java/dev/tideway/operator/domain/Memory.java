package dev.tideway.operator.domain;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All that the engine remembers of an app from pass to pass.
 *
 * @param state where it stands
 * @param pin the revision that an action went back to
 * @param restart the last restart of its pods
 * @param answers requests that were answered last, newest first: one whose answer didn't reach its
 *     object is not carried out twice
 * @param adoption how far it has taken over what ran before; empty where it takes over nothing
 */
public record Memory(
    State state,
    Optional<Pin> pin,
    Optional<Restart> restart,
    List<Answer> answers,
    Optional<Adoption> adoption) {
  /** So many answers are kept. */
  public static final int REMEMBERED = 10;

  public Memory {
    answers = answers.stream().limit(REMEMBERED).toList();
  }

  public static Memory of(State state) {
    return new Memory(state, Optional.empty(), Optional.empty(), List.of(), Optional.empty());
  }

  public Memory with(State next) {
    return new Memory(next, pin, restart, answers, adoption);
  }

  public Memory with(Optional<Pin> next) {
    return new Memory(state, next, restart, answers, adoption);
  }

  public Memory with(Restart next) {
    return new Memory(state, pin, Optional.of(next), answers, adoption);
  }

  public Memory with(Answer answer) {
    return new Memory(
        state, pin, restart, Stream.concat(Stream.of(answer), answers.stream()).toList(), adoption);
  }

  public Memory adopting(Optional<Adoption> next) {
    return new Memory(state, pin, restart, answers, next);
  }

  public boolean hasAnswered(Request request) {
    return answers.stream().anyMatch(a -> a.request().uid().equals(request.uid()));
  }
}
