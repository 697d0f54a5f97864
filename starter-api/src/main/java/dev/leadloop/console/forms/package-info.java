/** The builder of hosted forms: which there are, their fields and words with a live preview, and who changed what. */
@NullMarked
package dev.leadloop.console.forms;

import org.jspecify.annotations.NullMarked;
