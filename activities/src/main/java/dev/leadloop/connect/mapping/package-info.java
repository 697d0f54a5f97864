/** What is told to another system and taken from it, field by field: data, read from YAML. */
@NullMarked
package dev.leadloop.connect.mapping;

import org.jspecify.annotations.NullMarked;
