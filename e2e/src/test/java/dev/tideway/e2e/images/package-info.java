/** The Dockerfiles and compose.yaml, built and run by a Docker engine. */
@NullMarked
package dev.tideway.e2e.images;

import org.jspecify.annotations.NullMarked;
