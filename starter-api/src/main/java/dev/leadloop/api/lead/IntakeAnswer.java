package dev.leadloop.api.lead;

import dev.leadloop.intake.IntakeWarnings.Warning;
import java.util.List;

/**
 * What an intake is answered with.
 *
 * @param created false where the lead was known already
 * @param warnings what was taken although it probably means nothing
 */
record IntakeAnswer(
    String leadId,
    boolean created,
    LeadLinks links,
    List<Warning> warnings) {}
