@NullMarked
package dev.tideway.operator.traffic;

import org.jspecify.annotations.NullMarked;
