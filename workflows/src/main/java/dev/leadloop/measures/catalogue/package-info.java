/** What each measure is, by what it may be cut, and the arithmetic of rates and times. */
@NullMarked
package dev.leadloop.measures.catalogue;

import org.jspecify.annotations.NullMarked;
