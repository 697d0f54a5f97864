/** What would make a lead ready, and what to ask it next: by trying things on the lead with the rules of its policy. */
@NullMarked
package dev.leadloop.advice;

import org.jspecify.annotations.NullMarked;
