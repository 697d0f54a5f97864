/** The pages of campaigns: the list, the builder of a segment with its live count, and how far each campaign is. */
@NullMarked
package dev.leadloop.console.campaigns;

import org.jspecify.annotations.NullMarked;
