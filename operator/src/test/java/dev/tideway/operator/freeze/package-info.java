@NullMarked
package dev.tideway.operator.freeze;

import org.jspecify.annotations.NullMarked;
