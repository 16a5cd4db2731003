/** The bundled app as it is shipped: its jar, in a process of its own. */
@NullMarked
package dev.tideway.e2e.app;

import org.jspecify.annotations.NullMarked;
