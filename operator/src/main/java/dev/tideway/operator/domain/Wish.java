package dev.tideway.operator.domain;

import java.time.Duration;

/**
 * What the spec asks for.
 *
 * @param target the revision
 * @param size how many pods
 * @param strategy how a candidate takes over
 * @param surge how far above the size a rolling update may go
 * @param unavailable how far below
 * @param progressDeadline how long a rollout may go without progress
 */
public record Wish(
    RevisionId target,
    Size size,
    Strategy strategy,
    Share surge,
    Share unavailable,
    Duration progressDeadline) {}
