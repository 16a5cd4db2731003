@NullMarked
package dev.tideway.app.settings;

import org.jspecify.annotations.NullMarked;
