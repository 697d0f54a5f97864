/** Policy documents: read from YAML with errors that name the line, published as numbered versions, served from memory. */
@NullMarked
package dev.leadloop.policyfile;

import org.jspecify.annotations.NullMarked;
