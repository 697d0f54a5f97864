package dev.leadloop.lead;

/**
 * What a learned model foretells of a lead.
 *
 * @param model version of the model
 * @param score how likely it is that the lead is won, in hundredths
 */
public record Foretold(int model, int score) {}
