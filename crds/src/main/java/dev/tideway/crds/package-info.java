/** The API model and the CRDs generated from it. */
@NullMarked
package dev.tideway.crds;

import org.jspecify.annotations.NullMarked;
