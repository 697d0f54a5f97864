/** What people order of connectors, shared by pages and calls, and that each has its workflow. */
@NullMarked
package dev.leadloop.connectors;

import org.jspecify.annotations.NullMarked;
