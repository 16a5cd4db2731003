/** Data planes: one adapter each, which writes where requests go and reads whether they do. */
@NullMarked
package dev.tideway.operator.traffic;

import org.jspecify.annotations.NullMarked;
