package dev.tideway.operator.observe;

import dev.tideway.crds.Api;
import dev.tideway.crds.RolloutAction;
import dev.tideway.crds.RolloutActionSpec;
import dev.tideway.operator.domain.Request;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Reads what people ask for out of RolloutActions. */
public final class Requests {
  private static final String AUTHOR = Api.GROUP + "/requested-by";

  private Requests() {}

  /** Those that wait for an answer, oldest first. */
  static List<Request> open(List<RolloutAction> actions) {
    return actions.stream()
        .filter(action -> !isAnswered(action))
        .sorted(
            Comparator.comparing((RolloutAction a) -> a.getMetadata().getCreationTimestamp())
                .thenComparing(a -> a.getMetadata().getName()))
        .map(Requests::of)
        .toList();
  }

  public static boolean isAnswered(RolloutAction action) {
    return action.getStatus() != null && action.getStatus().phase() != null;
  }

  private static Request of(RolloutAction action) {
    RolloutActionSpec spec = action.getSpec();
    return new Request(
        action.getMetadata().getName(),
        action.getMetadata().getUid(),
        Request.Kind.valueOf(spec.action().name()),
        Optional.ofNullable(spec.revision()),
        Optional.ofNullable(spec.toRevision()),
        Optional.ofNullable(action.getMetadata().getAnnotations())
            .map(annotations -> annotations.get(AUTHOR))
            .orElse("somebody"),
        Optional.ofNullable(spec.reason()).orElse(""),
        Boolean.TRUE.equals(spec.override()));
  }
}
