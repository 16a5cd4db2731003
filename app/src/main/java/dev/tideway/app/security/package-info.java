/** Who calls, what they may do, and what browsers are told about it. */
@NullMarked
package dev.tideway.app.security;

import org.jspecify.annotations.NullMarked;
