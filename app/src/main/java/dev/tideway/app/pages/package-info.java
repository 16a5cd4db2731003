/** What people see in a browser: server-rendered, complete without scripts, quicker with htmx. */
@NullMarked
package dev.tideway.app.pages;

import org.jspecify.annotations.NullMarked;
