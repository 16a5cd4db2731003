/** Dumps of the chart's bundled database: made now, listed, and restored. */
@NullMarked
package dev.tideway.cli.backup;

import org.jspecify.annotations.NullMarked;
