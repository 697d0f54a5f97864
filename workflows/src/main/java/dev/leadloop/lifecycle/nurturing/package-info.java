/** What is decided about nurture: which sequence a lead is on, its next step, mails that are held, consent. */
@NullMarked
package dev.leadloop.lifecycle.nurturing;

import org.jspecify.annotations.NullMarked;
