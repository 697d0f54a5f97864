/**
 * Turns a template and what is known of the reader into the two parts of a mail.
 *
 * <p>A template is one Markdown file with a subject and a preheader above it, under {@code
 * templates/} by its id. It knows placeholders and nothing else: {@code {{firstName|there}}} with
 * what to say when the value is not known, and {@code - {{reasons|none}}} alone in a list item for
 * a list. Values are put into the parsed document, never into its source, so nothing a lead types
 * can become markup, a header or a link of another kind.
 *
 * <p>The starter texts. For leads in nurture: {@code nurture/1-guide}, {@code
 * nurture/2-case-study}, {@code nurture/3-webinar}, {@code nurture/4-comparison}. For MQLs: {@code
 * mql/1-roi}, {@code mql/2-customer-story}, {@code mql/3-talk}. After a rejection for budget or
 * timing: {@code recycle-budget/1-still-here}, {@code recycle-budget/2-business-case}, {@code
 * recycle-budget/3-plan}. After any other recycle: {@code recycle-general/1-checking-in}, {@code
 * recycle-general/2-whats-new}. To our own people: {@code notice/handoff}, {@code notice/reminder},
 * {@code notice/escalation}, {@code notice/reassigned}, {@code notice/queued}, {@code
 * notice/review}, {@code notice/contact-missed}, {@code notice/stalled}, {@code notice/passed-on},
 * {@code notice/withdrawn}, {@code notice/requested}.
 */
@NullMarked
package dev.leadloop.email.template;

import org.jspecify.annotations.NullMarked;
