/** Who is played in a dry run, from a file or from the record, and the threads that play them; it writes nothing to a lead. */
@NullMarked
package dev.leadloop.dryrun;

import org.jspecify.annotations.NullMarked;
