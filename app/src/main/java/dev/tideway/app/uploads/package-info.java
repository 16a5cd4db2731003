/** Reads what clients send as a stream whose end means that all of it was right. */
@NullMarked
package dev.tideway.app.uploads;

import org.jspecify.annotations.NullMarked;
