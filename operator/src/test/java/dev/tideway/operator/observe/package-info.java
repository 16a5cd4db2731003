@NullMarked
package dev.tideway.operator.observe;

import org.jspecify.annotations.NullMarked;
