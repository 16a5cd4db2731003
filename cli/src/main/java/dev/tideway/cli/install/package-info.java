/** Puts the operator and the bundled app onto a cluster, by the chart. */
@NullMarked
package dev.tideway.cli.install;

import org.jspecify.annotations.NullMarked;
