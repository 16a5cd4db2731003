package dev.tideway.operator.status;

import dev.tideway.crds.AnsweredAction;
import dev.tideway.operator.domain.Answer;
import dev.tideway.operator.domain.Request;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Keeps the last answers in an app's status: who asked for what, and what became of it. */
final class AnswerCodec {
  static final String APPLIED = "Applied";
  static final String REJECTED = "Rejected";

  private AnswerCodec() {}

  static List<Answer> read(@Nullable List<AnsweredAction> actions) {
    return Stream.ofNullable(actions)
        .flatMap(List::stream)
        .flatMap(action -> read(action).stream())
        .toList();
  }

  // What a newer release could do is none of ours to repeat.
  private static Optional<Answer> read(AnsweredAction a) {
    return Arrays.stream(Request.Kind.values())
        .filter(kind -> kind.name().equals(a.action()))
        .findFirst()
        .map(
            kind ->
                new Request(
                    a.name(),
                    a.uid(),
                    kind,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.ofNullable(a.by()).orElse(""),
                    Optional.ofNullable(a.reason()).orElse(""),
                    false))
        .map(r -> new Answer(r, a.phase().equals(APPLIED), a.message(), Instant.parse(a.at())));
  }

  static @Nullable List<AnsweredAction> write(List<Answer> answers) {
    return answers.isEmpty() ? null : answers.stream().map(AnswerCodec::write).toList();
  }

  private static AnsweredAction write(Answer a) {
    Request r = a.request();
    return new AnsweredAction(
        r.name(),
        r.uid(),
        r.action().name(),
        r.by().isEmpty() ? null : r.by(),
        r.reason().isEmpty() ? null : r.reason(),
        a.applied() ? APPLIED : REJECTED,
        a.message(),
        a.at().toString());
  }
}
