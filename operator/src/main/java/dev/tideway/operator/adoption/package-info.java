/** How an app takes over what ran before it, without losing a request; pure. */
@NullMarked
package dev.tideway.operator.adoption;

import org.jspecify.annotations.NullMarked;
