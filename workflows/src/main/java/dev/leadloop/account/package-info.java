/** What is known of the company behind a lead, as it counts for each of its people; knows nothing of leads themselves. */
@NullMarked
package dev.leadloop.account;

import org.jspecify.annotations.NullMarked;
