package dev.tideway.operator.observe;

import dev.tideway.operator.domain.Problem;
import dev.tideway.operator.domain.Problem.Hope;
import dev.tideway.operator.domain.Reason;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads from pods why they don't become ready. */
final class PodProblems {
  private static final int RESTARTS_THAT_MAKE_A_LOOP = 3;

  private static final int ENOUGH = 240;

  private PodProblems() {}

  /** The problem that says most: the worst. */
  static Optional<Problem> of(List<Pod> pods) {
    return pods.stream()
        .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
        .filter(pod -> pod.getStatus() != null)
        .flatMap(PodProblems::of)
        .min(Problem.WORST_FIRST);
  }

  private static Stream<Problem> of(Pod pod) {
    PodStatus status = pod.getStatus();
    return Stream.concat(
        unschedulable(pod, status).stream(),
        Stream.concat(
                status.getInitContainerStatuses().stream()
                    .map(c -> of(pod, c, "container " + c.getName() + " has not finished")),
                status.getContainerStatuses().stream()
                    .map(
                        c ->
                            of(
                                pod,
                                c,
                                "container "
                                    + c.getName()
                                    + " runs but its health check has not succeeded")))
            .flatMap(Optional::stream));
  }

  private static Optional<Problem> unschedulable(Pod pod, PodStatus status) {
    return status.getConditions().stream()
        .filter(c -> c.getType().equals("PodScheduled") && "Unschedulable".equals(c.getReason()))
        .findFirst()
        .map(PodCondition::getMessage)
        // Not fatal: nodes are added, quotas raised and other pods leave.
        .map(text -> problem(pod, Reason.Unschedulable, text, describe(pod), Hope.Deadline));
  }

  /**
   * @param running what to say of a container that runs and isn't ready
   */
  private static Optional<Problem> of(Pod pod, ContainerStatus container, String running) {
    Optional<ContainerStateWaiting> waiting =
        Optional.ofNullable(container.getState()).map(s -> s.getWaiting());
    String reason = waiting.map(ContainerStateWaiting::getReason).orElse("");
    String message = waiting.map(ContainerStateWaiting::getMessage).orElse("");
    return switch (reason) {
      case "ErrImagePull" ->
          // A hiccup of the registry, or for good: the kubelet tells by its back-off, but not soon.
          Optional.of(problem(pod, Reason.ImagePullBackOff, message, describe(pod), Hope.Seconds));
      case "ImagePullBackOff", "InvalidImageName", "ErrImageNeverPull" ->
          Optional.of(problem(pod, Reason.ImagePullBackOff, message, describe(pod), Hope.None));
      case "CreateContainerConfigError", "CreateContainerError", "RunContainerError" ->
          Optional.of(problem(pod, Reason.InvalidConfiguration, message, describe(pod), Hope.None));
      case "CrashLoopBackOff" -> Optional.of(crash(pod, container));
      default ->
          container.getRestartCount() >= RESTARTS_THAT_MAKE_A_LOOP && !container.getReady()
              ? Optional.of(crash(pod, container))
              : notReady(pod, container, running);
    };
  }

  private static Problem crash(Pod pod, ContainerStatus container) {
    Optional<ContainerStateTerminated> last =
        Optional.ofNullable(container.getLastState()).map(s -> s.getTerminated());
    String exit =
        last.map(
                t ->
                    "container "
                        + container.getName()
                        + " exited with code "
                        + t.getExitCode()
                        + " ("
                        + t.getReason()
                        + ")"
                        + lastWords(t.getMessage()).map(m -> ": " + m).orElse(""))
            .orElse("container " + container.getName() + " exits");
    int restarts = container.getRestartCount();
    String times = exit + ", " + (restarts == 1 ? "1 restart" : restarts + " restarts");
    String logs = kubectl("logs", pod) + " -c " + container.getName() + " --previous";
    return problem(pod, Reason.CrashLoopBackOff, times, logs, Hope.None);
  }

  /** What a container said last, on one line; the kubelet keeps the end of its log. */
  private static Optional<String> lastWords(@Nullable String message) {
    String words =
        Optional.ofNullable(message).stream()
            .flatMap(String::lines)
            .map(String::strip)
            .filter(line -> !line.isEmpty())
            .collect(Collectors.joining(" | "));
    return Optional.of(words)
        .filter(text -> !text.isEmpty())
        .map(t -> t.length() <= ENOUGH ? t : "…" + t.substring(t.length() - ENOUGH));
  }

  private static Optional<Problem> notReady(Pod pod, ContainerStatus container, String running) {
    boolean runs = container.getState() != null && container.getState().getRunning() != null;
    return runs && !container.getReady()
        ? Optional.of(problem(pod, Reason.NotReady, running, describe(pod), Hope.Deadline))
        : Optional.empty();
  }

  private static Problem problem(Pod pod, Reason reason, String detail, String next, Hope hope) {
    String name = pod.getMetadata().getName();
    String trace =
        "kubectl get events -n "
            + pod.getMetadata().getNamespace()
            + " --field-selector involvedObject.name="
            + name;
    return new Problem(reason, "pod " + name, detail, next, trace, hope);
  }

  private static String describe(Pod pod) {
    return kubectl("describe pod", pod);
  }

  private static String kubectl(String verb, Pod pod) {
    return "kubectl "
        + verb
        + " -n "
        + pod.getMetadata().getNamespace()
        + " "
        + pod.getMetadata().getName();
  }
}
