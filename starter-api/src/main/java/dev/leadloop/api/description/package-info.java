/** How the API describes itself: answers, problems, examples and patterns in the OpenAPI document. */
@NullMarked
package dev.leadloop.api.description;

import org.jspecify.annotations.NullMarked;
