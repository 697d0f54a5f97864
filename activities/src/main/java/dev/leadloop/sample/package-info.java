/** Sample data: what fictional companies do and when, and how every trace of them is taken out again. */
@NullMarked
package dev.leadloop.sample;

import org.jspecify.annotations.NullMarked;
