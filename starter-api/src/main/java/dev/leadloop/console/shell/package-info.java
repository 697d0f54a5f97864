/** What stands around every page of the console: the places one may go to, and who is signed in. */
@NullMarked
package dev.leadloop.console.shell;

import org.jspecify.annotations.NullMarked;
