/** Tests and benchmarks on a real Kubernetes. */
@NullMarked
package dev.tideway.e2e;

import org.jspecify.annotations.NullMarked;
