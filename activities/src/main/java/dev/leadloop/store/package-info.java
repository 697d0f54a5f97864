/** The record in PostgreSQL: plain statements, one store a table or two, and no rules of the domain. */
@NullMarked
package dev.leadloop.store;

import org.jspecify.annotations.NullMarked;
