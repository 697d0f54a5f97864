/** Who sells: reps with their load, hours and absences, teams, and which account is whose. */
@NullMarked
package dev.leadloop.console.reps;

import org.jspecify.annotations.NullMarked;
