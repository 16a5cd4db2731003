package dev.tideway.operator.domain;

import java.time.Instant;
import java.util.Optional;

/**
 * How far an app has taken over what ran before it.
 *
 * @param deployment the Deployment that it takes over
 * @param service the Service whose callers it takes over, if any
 * @param stage where it stands
 */
public record Adoption(String deployment, Optional<String> service, Stage stage) {
  /** A stage ends when the cluster shows what it waits for. */
  public sealed interface Stage {}

  /** The app gets pods beside the old ones, which serve alone. */
  public record Growing() implements Stage {}

  /**
   * The Service is told to lead to the app's pods.
   *
   * @param deadline from when on people are told that it doesn't
   */
  public record Switching(Instant deadline) implements Stage {}

  /**
   * It leads to the app's pods alone; requests under way may end at the old ones.
   *
   * @param until when they have; empty while something keeps the old ones
   * @param deadline of {@link Switching}, in case that somebody writes the Service back
   */
  public record Draining(Optional<Instant> until, Instant deadline) implements Stage {
    public Draining with(Optional<Instant> end) {
      return new Draining(end, deadline);
    }
  }

  /** The old Deployment goes, and its autoscaler before it. */
  public record Removing() implements Stage {}

  /**
   * None of the app's pods served any more, and callers are with the old ones again.
   *
   * @param revision hash of the revision that failed them; another one may try anew
   */
  public record Returned(String revision) implements Stage {}

  /**
   * Nothing is left to take over, and nobody looks for it any more.
   *
   * @param at since when
   */
  public record Done(Instant at) implements Stage {}

  public Adoption with(Stage next) {
    return new Adoption(deployment, service, next);
  }

  /** Whether callers are with the app, or about to be. */
  public boolean leads() {
    return switch (stage) {
      case Growing g -> false;
      case Returned r -> false;
      case Switching s -> true;
      case Draining d -> true;
      case Removing r -> true;
      case Done d -> true;
    };
  }

  /** The stage's name, with one spelling for status and docs. */
  public String name() {
    return stage.getClass().getSimpleName();
  }
}
