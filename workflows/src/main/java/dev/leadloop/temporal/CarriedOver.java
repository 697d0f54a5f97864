package dev.leadloop.temporal;

import dev.leadloop.lifecycle.Happening;
import dev.leadloop.lifecycle.LeadView;
import dev.leadloop.lifecycle.deciding.Due;
import dev.leadloop.lifecycle.deciding.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run hands to the next by continue-as-new: its place in the record and what it last showed.
 *
 * @param seq number of the last decision known
 * @param happened what was last shown to have happened, the newest last; null for nothing
 * @param refused the last order that could not be followed; null for none
 */
public record CarriedOver(long seq, @Nullable LeadView view, @Nullable Due due, @Nullable Verdict refused,
    @Nullable List<Happening> happened) {}
