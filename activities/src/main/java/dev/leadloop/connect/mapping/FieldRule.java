package dev.leadloop.connect.mapping;

/**
 * What is done with one field.
 *
 * @param theirs as the other side names it
 * @param ours one of {@link LeadFacts#NAMES}, or an answer such as {@code answers.budget}
 * @param optional whether it is left out, and shown as such, where the other side does not have it
 * @param line of the mapping, from 1
 */
public record FieldRule(String theirs, String ours, Direction direction, boolean optional, int line) {}
