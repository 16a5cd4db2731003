/** Tests of the API model. */
@NullMarked
package dev.tideway.crds;

import org.jspecify.annotations.NullMarked;
