/** Traces, by OpenTelemetry: each request belongs to one, and its line in the log names it. */
@NullMarked
package dev.tideway.app.tracing;

import org.jspecify.annotations.NullMarked;
