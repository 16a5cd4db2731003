/** Makes the CRDs and their reference page from the model and from what src/main/crd says of it. */
@NullMarked
package dev.tideway.crds.generator;

import org.jspecify.annotations.NullMarked;
