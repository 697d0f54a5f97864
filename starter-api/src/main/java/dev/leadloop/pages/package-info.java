/** What every page stands on: the files it loads, the policy that keeps anything else out, and reports of what was kept out. */
@NullMarked
package dev.leadloop.pages;

import org.jspecify.annotations.NullMarked;
