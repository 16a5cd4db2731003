@NullMarked
package dev.tideway.operator.rollout;

import org.jspecify.annotations.NullMarked;
