/** The pipelines of four CI systems: checked as the systems would, and their scripts run. */
@NullMarked
package dev.tideway.e2e.pipelines;

import org.jspecify.annotations.NullMarked;
