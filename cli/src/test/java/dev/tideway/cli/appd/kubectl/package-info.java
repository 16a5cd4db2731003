@NullMarked
package dev.tideway.cli.appd.kubectl;

import org.jspecify.annotations.NullMarked;
