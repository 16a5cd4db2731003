@NullMarked
package dev.tideway.app.problems;

import org.jspecify.annotations.NullMarked;
