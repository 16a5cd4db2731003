@NullMarked
package dev.tideway.operator;

import org.jspecify.annotations.NullMarked;
