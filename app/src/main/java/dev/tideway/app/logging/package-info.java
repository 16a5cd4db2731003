/** One JSON object a line on standard output. */
@NullMarked
package dev.tideway.app.logging;

import org.jspecify.annotations.NullMarked;
