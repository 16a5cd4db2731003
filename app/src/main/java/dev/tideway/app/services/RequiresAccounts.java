package dev.tideway.app.services;

import dev.tideway.app.database.RequiresDatabase;
import io.micronaut.context.annotation.Requires;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A bean that is only there where local accounts are on. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@RequiresDatabase
@Requires(property = "app.local-accounts", value = "true")
@interface RequiresAccounts {}
