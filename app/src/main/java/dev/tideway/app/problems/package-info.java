/** Every error as a problem document (RFC 9457). */
@NullMarked
package dev.tideway.app.problems;

import org.jspecify.annotations.NullMarked;
