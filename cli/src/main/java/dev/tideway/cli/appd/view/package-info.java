/**
 * What kubectl-appd shows: objects of the cluster read into records, and records drawn as text.
 * Pure: no client, no clock.
 */
@NullMarked
package dev.tideway.cli.appd.view;

import org.jspecify.annotations.NullMarked;
