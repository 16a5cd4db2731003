/** Kustomize's bases, overlays and components: made from the chart, and equal to it. */
@NullMarked
package dev.tideway.e2e.kustomize;

import org.jspecify.annotations.NullMarked;
