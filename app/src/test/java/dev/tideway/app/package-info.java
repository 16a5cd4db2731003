@NullMarked
package dev.tideway.app;

import org.jspecify.annotations.NullMarked;
