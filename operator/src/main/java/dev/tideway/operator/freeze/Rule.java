package dev.tideway.operator.freeze;

import dev.tideway.crds.FreezeWindow;
import dev.tideway.crds.RolloutFreeze;
import dev.tideway.crds.RolloutFreezeSpec;
import dev.tideway.crds.RunningPolicy;
import dev.tideway.operator.domain.Freeze;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What a RolloutFreeze says. One that can't be understood holds always, and for every app of its
 * namespace: what it was meant to hold up must not slip through.
 *
 * @param freeze as people are told of it, without an end
 * @param labels which labels an app must have
 * @param windows when it holds
 * @param problem what can't be understood, and what to write instead
 */
record Rule(
    Freeze freeze,
    Predicate<Map<String, String>> labels,
    Windows windows,
    Optional<String> problem) {
  private static final String REQUESTED_BY = "tideway.dev/requested-by";

  static Rule of(RolloutFreeze object) {
    RolloutFreezeSpec spec = object.getSpec();
    List<String> problems = new ArrayList<>();
    Predicate<Map<String, String>> labels = labels(spec, problems);
    Windows windows = windows(spec, problems);
    Optional<String> problem =
        problems.isEmpty() ? Optional.empty() : Optional.of(String.join(". ", problems));
    return new Rule(
        freeze(object.getMetadata(), spec, problem),
        problem.isPresent() ? any -> true : labels,
        problem.isPresent() ? Windows.ALWAYS : windows,
        problem);
  }

  boolean holdsFor(String namespace, Map<String, String> labelsOfApp, String operatorNamespace) {
    boolean inReach =
        freeze.namespace().equals(namespace) || freeze.namespace().equals(operatorNamespace);
    return inReach && labels.test(labelsOfApp);
  }

  private static Freeze freeze(ObjectMeta meta, RolloutFreezeSpec spec, Optional<String> problem) {
    return new Freeze(
        meta.getName(),
        meta.getNamespace(),
        spec.reason() + problem.map(p -> ". It can't be understood, so it holds: " + p).orElse(""),
        Optional.ofNullable(meta.getAnnotations())
            .map(annotations -> annotations.get(REQUESTED_BY))
            .orElse("unknown"),
        spec.running() == RunningPolicy.Pause,
        Optional.empty());
  }

  private static Predicate<Map<String, String>> labels(
      RolloutFreezeSpec spec, List<String> problems) {
    try {
      return Selectors.parse(spec.selector());
    } catch (IllegalArgumentException e) {
      problems.add(String.valueOf(e.getMessage()));
      return any -> true;
    }
  }

  private static Windows windows(RolloutFreezeSpec spec, List<String> problems) {
    List<FreezeWindow> written = Optional.ofNullable(spec.windows()).orElse(List.of());
    List<Window> read = new ArrayList<>();
    for (int i = 0; i < written.size(); i++) {
      try {
        read.add(WindowReader.read(written.get(i), "windows[" + i + "]"));
      } catch (IllegalArgumentException e) {
        problems.add(String.valueOf(e.getMessage()));
      }
    }
    return written.isEmpty() ? Windows.ALWAYS : new Windows(read);
  }
}
