/** The list of leads: found as one types, cut by where leads stand and what they are worth, kept as views, and exported. */
@NullMarked
package dev.leadloop.console.leads;

import org.jspecify.annotations.NullMarked;
