/**
 * Faults on demand, for demonstrations of what watches over a release. Off unless a setting says
 * so.
 */
@NullMarked
package dev.tideway.app.faults;

import org.jspecify.annotations.NullMarked;
