/** What a job title says of role and seniority, by the words of several languages. */
@NullMarked
package dev.leadloop.lead.title;

import org.jspecify.annotations.NullMarked;
