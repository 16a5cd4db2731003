@NullMarked
package dev.tideway.app.tracing;

import org.jspecify.annotations.NullMarked;
