/** Campaigns as people ask for them, by call or by page: whom they reach, how far they are, and the workflows that run them. */
@NullMarked
package dev.leadloop.campaigns;

import org.jspecify.annotations.NullMarked;
