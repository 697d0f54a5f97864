package dev.leadloop.api.lead;

import dev.leadloop.intake.IntakeWarnings.Warning;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an intake is answered with.
 *
 * @param created false where the lead was known already
 * @param warnings what was taken although it probably means nothing
 * @param desk who is missing to be told where the lead asks for sales, and what to do; null where nobody is
 */
record IntakeAnswer(
    String leadId,
    boolean created,
    LeadLinks links,
    List<Warning> warnings,
    @Nullable String desk) {}
