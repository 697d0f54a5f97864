/** What people tell the engine about a lead: answers to handoffs and orders, each with its verdict. */
@NullMarked
package dev.leadloop.api.answer;

import org.jspecify.annotations.NullMarked;
