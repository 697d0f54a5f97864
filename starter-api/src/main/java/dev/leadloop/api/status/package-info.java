/** Whether the product is up, for people and for machines. */
@NullMarked
package dev.leadloop.api.status;

import org.jspecify.annotations.NullMarked;
