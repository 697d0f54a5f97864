/** The journal of all leads as one feed, for those who keep it elsewhere. */
@NullMarked
package dev.leadloop.feed;

import org.jspecify.annotations.NullMarked;
