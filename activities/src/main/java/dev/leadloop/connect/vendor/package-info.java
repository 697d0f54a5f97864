/** What another system must be able to do to be kept in step, and the calls it is made by; vendors know this and nothing else. */
@NullMarked
package dev.leadloop.connect.vendor;

import org.jspecify.annotations.NullMarked;
