/** How engagement, fit and negative signals become one explained score. */
@NullMarked
package dev.leadloop.scoring;

import org.jspecify.annotations.NullMarked;
