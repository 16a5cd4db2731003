/** The programs that a local cluster is made of: found in the cache, downloaded, or built. */
@NullMarked
package dev.tideway.cli.tools;

import org.jspecify.annotations.NullMarked;
