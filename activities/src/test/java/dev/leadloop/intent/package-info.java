/** Third-party intent: files, calls and what stays of them. */
@org.jspecify.annotations.NullMarked
package dev.leadloop.intent;
