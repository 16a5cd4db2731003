/** Whole rollouts in a model of a cluster, with faults between any two requests. */
@NullMarked
package dev.tideway.operator.simulation;

import org.jspecify.annotations.NullMarked;
