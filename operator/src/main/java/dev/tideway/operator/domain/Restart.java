package dev.tideway.operator.domain;

import java.time.Instant;

/**
 * A restart of a revision's pods.
 *
 * @param hash of the revision
 * @param at when it was asked for
 */
public record Restart(String hash, Instant at) {}
