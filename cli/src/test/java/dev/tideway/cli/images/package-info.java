@NullMarked
package dev.tideway.cli.images;

import org.jspecify.annotations.NullMarked;
