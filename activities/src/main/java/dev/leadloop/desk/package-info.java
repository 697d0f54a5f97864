/** Who sells: reps with their hours and absences, teams, whose accounts are whose, and the desk a decision locks. */
@NullMarked
package dev.leadloop.desk;

import org.jspecify.annotations.NullMarked;
