/** One pure builder for each kind of child. */
@NullMarked
package dev.tideway.operator.desired;

import org.jspecify.annotations.NullMarked;
