/** Texts of a lead made plain: folded for comparing, shortened, freed from marks; lists of rules in resources. */
@NullMarked
package dev.leadloop.lead.text;

import org.jspecify.annotations.NullMarked;
