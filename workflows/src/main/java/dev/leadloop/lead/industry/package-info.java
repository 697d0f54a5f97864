/** Industries by what people and systems call them, and what a lead's words for one mean. */
@NullMarked
package dev.leadloop.lead.industry;

import org.jspecify.annotations.NullMarked;
