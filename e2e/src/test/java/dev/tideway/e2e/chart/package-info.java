/** The chart, rendered by a real Helm and judged by a real apiserver. */
@NullMarked
package dev.tideway.e2e.chart;

import org.jspecify.annotations.NullMarked;
