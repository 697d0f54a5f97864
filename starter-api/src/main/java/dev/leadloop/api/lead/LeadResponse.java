package dev.leadloop.api.lead;

import dev.leadloop.intake.warning.IntakeWarnings.Warning;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an intake is answered with.
 *
 * @param created false where the lead was known already
 * @param warnings what was taken although it will count for nothing
 * @param desk who is missing to be told where the lead asks for sales, and what to do; null where nobody is
 */
@Schema(name = "IntakeAnswer")
record LeadResponse(
    String leadId,
    boolean created,
    LeadLinksView links,
    List<Warning> warnings,
    @Nullable String desk) {}
