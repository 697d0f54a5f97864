/** What people do with documents of the policy before they are published, by calls and by the page. */
@NullMarked
package dev.leadloop.policies;

import org.jspecify.annotations.NullMarked;
