@NullMarked
package dev.tideway.operator.apply;

import org.jspecify.annotations.NullMarked;
