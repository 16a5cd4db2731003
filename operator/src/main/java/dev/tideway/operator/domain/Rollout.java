package dev.tideway.operator.domain;

import java.time.Instant;
import java.util.Optional;

/**
 * A candidate's way, as every stage of it remembers it.
 *
 * @param stable the revision to go back to; empty at the first deploy
 * @param candidate the revision that takes over
 * @param total pods that the app holds meanwhile, not counting those that exist twice
 * @param step index of the step, from 0; the strategy's number of steps once none is left
 * @param weight share of the traffic that the candidate was given last, in percent
 * @param paused whether a Pause action holds it
 * @param express whether it skips what steps are left
 * @param override whether it goes on despite a freeze
 * @param held whether somebody held it when it was last looked at, so that no deadline ran
 * @param trouble since when a problem is there that should be over in seconds
 */
public record Rollout(
    Optional<RevisionId> stable,
    RevisionId candidate,
    int total,
    int step,
    int weight,
    boolean paused,
    boolean express,
    boolean override,
    boolean held,
    Optional<Instant> trouble) {

  /** One that has just begun. */
  public static Rollout of(Optional<RevisionId> stable, RevisionId candidate, int total) {
    return new Rollout(
        stable, candidate, total, 0, 0, false, false, false, false, Optional.empty());
  }

  /** The revision to go back to when the candidate fails. */
  public Optional<RevisionId> refuge() {
    return stable.filter(s -> !s.sameAs(candidate));
  }

  public Rollout withTotal(int pods) {
    return new Rollout(
        stable, candidate, pods, step, weight, paused, express, override, held, trouble);
  }

  public Rollout atStep(int index) {
    return new Rollout(
        stable, candidate, total, index, weight, paused, express, override, held, trouble);
  }

  public Rollout withWeight(int percent) {
    return new Rollout(
        stable, candidate, total, step, percent, paused, express, override, held, trouble);
  }

  public Rollout withPaused(boolean now) {
    return new Rollout(
        stable, candidate, total, step, weight, now, express, override, held, trouble);
  }

  public Rollout asExpress() {
    return new Rollout(
        stable, candidate, total, step, weight, paused, true, override, held, trouble);
  }

  /** Goes on despite a freeze from now on. */
  public Rollout withOverride(boolean also) {
    return new Rollout(
        stable, candidate, total, step, weight, paused, express, override || also, held, trouble);
  }

  public Rollout withHeld(boolean now) {
    return new Rollout(
        stable, candidate, total, step, weight, paused, express, override, now, trouble);
  }

  public Rollout withTrouble(Optional<Instant> since) {
    return new Rollout(
        stable, candidate, total, step, weight, paused, express, override, held, since);
  }
}
