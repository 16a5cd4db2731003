@NullMarked
package dev.tideway.app.repositories;

import org.jspecify.annotations.NullMarked;
