/** How often a client may do what costs more than a read. */
@NullMarked
package dev.tideway.app.limits;

import org.jspecify.annotations.NullMarked;
