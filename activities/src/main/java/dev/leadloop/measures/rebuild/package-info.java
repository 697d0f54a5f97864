/** Makes all facts that measures are counted from anew, out of the journal. */
@NullMarked
package dev.leadloop.measures.rebuild;

import org.jspecify.annotations.NullMarked;
