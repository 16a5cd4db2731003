/** What the app answers over HTTP. */
@NullMarked
package dev.tideway.app.controllers;

import org.jspecify.annotations.NullMarked;
