/** Rate, errors and durations of requests. */
@NullMarked
package dev.tideway.app.metrics;

import org.jspecify.annotations.NullMarked;
