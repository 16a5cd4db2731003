package dev.tideway.operator.domain;

import java.time.Instant;

/**
 * What became of a request.
 *
 * @param request that was answered
 * @param applied whether it was carried out
 * @param message what was done, or why not
 * @param at when
 */
public record Answer(Request request, boolean applied, String message, Instant at) {}
