/** What the API is about: values without behaviour towards HTTP or the database. */
@NullMarked
package dev.tideway.app.models;

import org.jspecify.annotations.NullMarked;
