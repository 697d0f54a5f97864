/** The start page: whether the product is up, and for its people the first steps and where leads would be lost. */
@NullMarked
package dev.leadloop.console.home;

import org.jspecify.annotations.NullMarked;
