/** YAML with places: values by path, and problems that name their line. */
@NullMarked
package dev.leadloop.policyfile.yaml;

import org.jspecify.annotations.NullMarked;
