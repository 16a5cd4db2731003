@NullMarked
package dev.tideway.app.storage;

import org.jspecify.annotations.NullMarked;
