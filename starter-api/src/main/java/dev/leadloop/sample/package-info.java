/** Sample data that lives: put in, hurried and taken out by an administrator, by page and call alike. */
@NullMarked
package dev.leadloop.sample;

import org.jspecify.annotations.NullMarked;
