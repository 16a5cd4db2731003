package dev.tideway.operator.domain;

import java.time.Instant;
import java.util.Optional;

/**
 * What keeps a rollout from starting, or from going on.
 *
 * @param why who holds it, until when, and what to do
 * @param freeze whether it is a freeze, which an action can override
 * @param pausesRunning whether rollouts under way stay where they are
 * @param until when it ends by itself
 */
public record Hold(Why why, boolean freeze, boolean pausesRunning, Optional<Instant> until) {}
