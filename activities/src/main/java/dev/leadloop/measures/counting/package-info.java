/** Measures counted over the facts, by cuts and filters that combine. */
@NullMarked
package dev.leadloop.measures.counting;

import org.jspecify.annotations.NullMarked;
