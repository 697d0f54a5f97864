package dev.leadloop.measures;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A step of a sequence that a lead took. What became of a mail stands in the ledger, under the same sequence, version, step
 * and occurrence.
 *
 * @param seq number of the decision, and with {@code n} the line of the journal
 * @param mail whether it ordered a mail
 * @param what how a step without mail was left, such as "drawn: variant-b"; null for a mail
 */
public record StepFacts(
    String leadId,
    long seq,
    int n,
    Instant at,
    int policyVersion,
    String sequence,
    int sequenceVersion,
    int occurrence,
    String step,
    boolean mail,
    @Nullable String what) {}
