@NullMarked
package dev.tideway.app.limits;

import org.jspecify.annotations.NullMarked;
