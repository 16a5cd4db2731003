@NullMarked
package dev.tideway.cli.appd.view;

import org.jspecify.annotations.NullMarked;
