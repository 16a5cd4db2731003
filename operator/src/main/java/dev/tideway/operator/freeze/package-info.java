/** When a RolloutFreeze holds, and for whom. Pure: no client and no clock. */
@NullMarked
package dev.tideway.operator.freeze;

import org.jspecify.annotations.NullMarked;
