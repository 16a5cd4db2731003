/** Starting, draining and stopping. */
@NullMarked
package dev.tideway.app.lifecycle;

import org.jspecify.annotations.NullMarked;
