/** The rollout engine: pure functions from a snapshot and an instant to a plan. */
@NullMarked
package dev.tideway.operator.rollout;

import org.jspecify.annotations.NullMarked;
