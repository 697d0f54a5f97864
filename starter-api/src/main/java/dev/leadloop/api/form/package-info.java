/** Hosted forms over HTTP: which there are, their versions, and saving one. */
@NullMarked
package dev.leadloop.api.form;

import org.jspecify.annotations.NullMarked;
