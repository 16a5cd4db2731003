package dev.tideway.operator.simulation;

import dev.tideway.operator.domain.Problem;
import dev.tideway.operator.domain.Reason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The pods of one revision. */
final class Pods {
  private static final Problem CRASHES = problem(Reason.CrashLoopBackOff, Problem.Hope.None);
  private static final Problem NO_ROOM = problem(Reason.Unschedulable, Problem.Hope.Deadline);
  private static final Problem HICCUP = problem(Reason.ImagePullBackOff, Problem.Hope.Seconds);

  private static final class Pod {
    boolean ready;
    boolean died;
    boolean gone;
    Optional<Problem> problem = Optional.empty();
  }

  private final List<Pod> pods = new ArrayList<>();
  private final Agenda agenda;
  private final Chance chance;
  private final String hash;
  private final Runnable changed;
  private Fate.Pods fate;
  private final long slowness;
  private int made;
  private long excusedUntil;

  Pods(Agenda agenda, Chance chance, String hash, Fate fate, Runnable changed) {
    this.agenda = agenda;
    this.chance = chance;
    this.hash = hash;
    this.fate = fate.pods();
    this.slowness = fate.slowness();
    this.changed = changed;
  }

  private static Problem problem(Reason reason, Problem.Hope hope) {
    return new Problem(reason, "pod web-1", "it says why", "kubectl describe pod web-1", hope);
  }

  int ready() {
    return (int) pods.stream().filter(pod -> pod.ready).count();
  }

  Optional<Problem> problem() {
    return pods.stream().flatMap(pod -> pod.problem.stream()).min(Problem.WORST_FIRST);
  }

  /** Whether pods that were ready have died by themselves, and callers may notice. */
  boolean isExcused() {
    return agenda.now() < excusedUntil || pods.stream().anyMatch(pod -> pod.died);
  }

  /** A revision that has served at full size works from then on. */
  void cure() {
    if (fate != Fate.Pods.Healthy) {
      fate = Fate.Pods.Healthy;
      pods.stream().filter(pod -> !pod.ready).forEach(pod -> start(pod, made));
    }
  }

  boolean isSound() {
    return fate == Fate.Pods.Healthy;
  }

  void resize(int wanted) {
    while (pods.size() < wanted) {
      Pod pod = new Pod();
      pods.add(pod);
      start(pod, made++);
    }
    // Those that don't work go first, as with a ReplicaSet.
    pods.sort(Comparator.comparing((Pod pod) -> !pod.ready));
    while (pods.size() > wanted) {
      pods.removeLast().gone = true;
    }
    changed.run();
  }

  void kill(int count) {
    excusedUntil = agenda.now() + 3000;
    pods.stream()
        .filter(pod -> pod.ready)
        .limit(count)
        .forEach(
            pod -> {
              pod.ready = false;
              pod.died = true;
              start(pod, made++);
            });
    changed.run();
  }

  private void start(Pod pod, int number) {
    long takes = chance.between(200, 200 + slowness, hash, number);
    switch (fate) {
      case Healthy -> agenda.in(takes, () -> becomesReady(pod));
      case AllButOneStuck -> {
        if (number == 0) {
          agenda.in(takes, () -> becomesReady(pod));
        }
      }
      case Silent -> {}
      case Unschedulable -> agenda.in(10, () -> has(pod, Optional.of(NO_ROOM)));
      case Crashing -> agenda.in(takes, () -> has(pod, Optional.of(CRASHES)));
      case Hiccup -> {
        agenda.in(10, () -> has(pod, Optional.of(HICCUP)));
        agenda.in(takes, () -> becomesReady(pod));
      }
    }
  }

  private void has(Pod pod, Optional<Problem> problem) {
    if (!pod.gone && !pod.ready) {
      pod.problem = problem;
      changed.run();
    }
  }

  private void becomesReady(Pod pod) {
    if (!pod.gone) {
      pod.problem = Optional.empty();
      pod.ready = true;
      if (pod.died) {
        pod.died = false;
        excusedUntil = agenda.now() + 3000;
      }
      changed.run();
    }
  }
}
