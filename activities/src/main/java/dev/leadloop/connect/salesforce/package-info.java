/** Salesforce: its leads written by external id, and what becomes of them read by polling. */
@NullMarked
package dev.leadloop.connect.salesforce;

import org.jspecify.annotations.NullMarked;
