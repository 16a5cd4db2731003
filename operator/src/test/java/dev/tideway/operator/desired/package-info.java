@NullMarked
package dev.tideway.operator.desired;

import org.jspecify.annotations.NullMarked;
