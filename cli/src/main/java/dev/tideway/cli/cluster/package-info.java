/** A whole Kubernetes on one Linux machine: its processes, its node, its network. */
@NullMarked
package dev.tideway.cli.cluster;

import org.jspecify.annotations.NullMarked;
