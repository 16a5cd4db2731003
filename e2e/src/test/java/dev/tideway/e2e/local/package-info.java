/** Real pods behind a real gateway: the operator, installed by its chart, under traffic. */
@NullMarked
package dev.tideway.e2e.local;

import org.jspecify.annotations.NullMarked;
