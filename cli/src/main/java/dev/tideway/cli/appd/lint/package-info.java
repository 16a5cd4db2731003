/**
 * Checks manifests without a cluster, by the schema and the rules of the CRDs. Values are plain:
 * Map, List, String, Long, Double, Boolean and {@link Nothing}.
 */
@NullMarked
package dev.tideway.cli.appd.lint;

import org.jspecify.annotations.NullMarked;
