/** What a policy reads by name of all that comes in, so that whoever sends what nothing reads can be told. */
@NullMarked
package dev.leadloop.policy.names;

import org.jspecify.annotations.NullMarked;
