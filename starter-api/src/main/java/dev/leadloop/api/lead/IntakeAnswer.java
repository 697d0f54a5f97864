package dev.leadloop.api.lead;

/**
 * What an intake is answered with.
 *
 * @param created false where the lead was known already
 */
record IntakeAnswer(String leadId, boolean created, LeadLinks links) {}
