/** Documents that wait for marketing and sales to approve of them. */
@NullMarked
package dev.leadloop.policyfile.draft;

import org.jspecify.annotations.NullMarked;
