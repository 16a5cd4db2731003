/** Container images of our own programs, made without a container engine. */
@NullMarked
package dev.tideway.cli.images;

import org.jspecify.annotations.NullMarked;
