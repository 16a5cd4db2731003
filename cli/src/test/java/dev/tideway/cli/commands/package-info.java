@NullMarked
package dev.tideway.cli.commands;

import org.jspecify.annotations.NullMarked;
