/** What the API does, between HTTP and the database. */
@NullMarked
package dev.tideway.app.services;

import org.jspecify.annotations.NullMarked;
