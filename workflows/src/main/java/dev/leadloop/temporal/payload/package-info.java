/**
 * How records of the domain look in histories and in the record: each has a type of its own here, so that one may be renamed
 * without the other. What is written by these names is read for years; a test holds every one of them.
 */
@NullMarked
package dev.leadloop.temporal.payload;

import org.jspecify.annotations.NullMarked;
