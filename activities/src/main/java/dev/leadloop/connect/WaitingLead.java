package dev.leadloop.connect;

import dev.leadloop.connect.mapping.LeadFacts;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A lead whose turn it is.
 *
 * @param wanted hash of the facts
 * @param sent what the other side confirmed the last time; empty where nothing
 * @param attempts how often it was begun since, this time included
 * @param forgotten whether the person asked to be forgotten
 */
record WaitingLead(
    String leadId,
    String wanted,
    LeadFacts facts,
    Map<String, String> sent,
    @Nullable String remoteId,
    int attempts,
    boolean forgotten) {}
