package dev.tideway.operator.desired;

import dev.tideway.crds.AppPort;
import io.fabric8.kubernetes.api.model.IntOrString;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The ports of an app while several revisions have pods. One Service stands before all of them. It
 * shows the ports of the revision in service, never those of a candidate that may yet fail, and
 * leads each to a target that the pods of every revision have.
 *
 * @param shown ports of the revision in service
 * @param others ports of each other revision that shall have pods
 * @param leaving ports of each revision whose last pods are on their way out
 */
public record Ports(List<AppPort> shown, List<List<AppPort>> others, List<List<AppPort>> leaving) {
  public Ports {
    shown = List.copyOf(shown);
    others = List.copyOf(others);
    leaving = List.copyOf(leaving);
  }

  /** Ports of a revision that has the app for itself. */
  static Ports of(Revision alone) {
    return new Ports(alone.ports(), List.of(), List.of());
  }

  /**
   * Whether one Service reaches the pods of every revision. It doesn't where a port has changed
   * both its name and its number: a Service's port has a single target, a name or a number.
   */
  public boolean fit() {
    return shown.stream().allMatch(port -> byName(port) || byNumber(port));
  }

  /** By name, which leads to each pod's own number; else by a number that all agree on. */
  IntOrString target(AppPort port) {
    return !byName(port) && byNumber(port)
        ? new IntOrString(port.port())
        : new IntOrString(port.name());
  }

  /** Every number on which some pod may be called. */
  Set<Integer> numbers() {
    return Stream.concat(Stream.of(shown), Stream.concat(others.stream(), leaving.stream()))
        .flatMap(List::stream)
        .map(AppPort::port)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** A revision that has given a port up is no obstacle: a name leads past its pods. */
  private boolean byName(AppPort port) {
    return others.stream()
        .map(other -> counterpart(port, other))
        .allMatch(found -> found.map(AppPort::name).orElse(port.name()).equals(port.name()));
  }

  /** A number leads to all pods, so that each must answer there. */
  private boolean byNumber(AppPort port) {
    return others.stream()
        .map(other -> counterpart(port, other))
        .allMatch(found -> found.filter(p -> p.port().equals(port.port())).isPresent());
  }

  /** The port of another revision that callers mean by this one. */
  private Optional<AppPort> counterpart(AppPort port, List<AppPort> other) {
    boolean first = port.equals(shown.getFirst());
    return same(AppPort::name, port, other)
        .or(() -> Optional.of(other.getFirst()).filter(p -> first))
        .or(() -> same(AppPort::port, port, other));
  }

  private static Optional<AppPort> same(
      Function<AppPort, Object> field, AppPort port, List<AppPort> other) {
    return other.stream().filter(p -> field.apply(p).equals(field.apply(port))).findFirst();
  }
}
