@NullMarked
package dev.tideway.operator.status;

import org.jspecify.annotations.NullMarked;
