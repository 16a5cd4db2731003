@NullMarked
package dev.tideway.app.services;

import org.jspecify.annotations.NullMarked;
