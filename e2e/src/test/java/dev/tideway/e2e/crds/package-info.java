/** The CRDs on a real kube-apiserver: what it takes, refuses, completes and merges. */
@NullMarked
package dev.tideway.e2e.crds;

import org.jspecify.annotations.NullMarked;
