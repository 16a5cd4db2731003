/** The cluster as kubectl-appd sees it: a few requests, made by kubectl. */
@NullMarked
package dev.tideway.cli.appd.kubectl;

import org.jspecify.annotations.NullMarked;
