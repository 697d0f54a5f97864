/** What each measure comes to, cut and drawn, and the funnel that puts several side by side. */
@NullMarked
package dev.leadloop.console.measures;

import org.jspecify.annotations.NullMarked;
