package dev.leadloop.nurturing;

import dev.leadloop.lead.LeadId;
import dev.leadloop.lifecycle.NotBegun;
import dev.leadloop.nurture.NurturePosition;
import dev.leadloop.view.SegmentStore.Candidate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a campaign would do if it were started now.
 *
 * @param leads for how many leads the sequence would be begun, or to how many the mail sent
 * @param ends those of them who run another sequence, which ends for them: by its id
 * @param running those of them who run a sequence, which goes on beside the mail
 * @param twice those of them whom a step of the sequence they run mails the same text
 * @param capped those of them whom the mail waits for, since they had as many lately as the policy lets them have
 * @param passedOver the other leads of the segment, by the first reason that holds
 */
public record CampaignReach(
    int leads, SortedMap<String, Group> ends, int running, int twice, Group capped, SortedMap<NotBegun, Group> passedOver) {
  /** Most leads of a group that are named. */
  public static final int NAMED = 20;

  /**
   * Some of the segment's leads.
   *
   * @param leads how many they are
   * @param named the first {@value #NAMED} of them
   */
  public record Group(int leads, List<LeadId> named) {
    private static final Group NOBODY = new Group(0, List.of());

    public Group {
      named = List.copyOf(named);
    }

    private Group and(LeadId lead) {
      if (named.size() == NAMED) {
        return new Group(leads + 1, named);
      }
      List<LeadId> more = new ArrayList<>(named);
      more.add(lead);
      return new Group(leads + 1, more);
    }
  }

  public CampaignReach {
    ends = Collections.unmodifiableSortedMap(new TreeMap<>(ends));
    passedOver = Collections.unmodifiableSortedMap(new TreeMap<>(passedOver));
  }

  /** How many leads of the segment are passed over for that reason. */
  public int without(NotBegun why) {
    return passedOver.getOrDefault(why, Group.NOBODY).leads();
  }

  /** Counts lead by lead. */
  static final class Counting {
    private final SortedMap<String, Group> ends = new TreeMap<>();
    private final SortedMap<NotBegun, Group> passedOver = new TreeMap<>();
    private final boolean beside;
    private Group capped = Group.NOBODY;
    private int running;
    private int twice;
    private int leads;

    /**
     * Begins to count.
     *
     * @param beside whether what they run goes on beside it
     */
    Counting(boolean beside) {
      this.beside = beside;
    }

    /** One of those who are reached has to wait for it. */
    void waits(Candidate lead) {
      capped = capped.and(lead.lead());
    }

    /** One of those who are reached could have the text a second time. */
    void twice() {
      twice++;
    }

    /** One more lead of the segment. */
    void add(Candidate lead, @Nullable NotBegun why) {
      if (why != null) {
        put(passedOver, why, lead.lead());
        return;
      }
      leads++;
      NurturePosition position = lead.progress().nurture().position();
      running += position != null && beside ? 1 : 0;
      if (position != null && !beside) {
        put(ends, position.sequence(), lead.lead());
      }
    }

    private static <K> void put(Map<K, Group> groups, K key, LeadId lead) {
      groups.put(key, groups.getOrDefault(key, Group.NOBODY).and(lead));
    }

    CampaignReach reach() {
      return new CampaignReach(leads, ends, running, twice, capped, passedOver);
    }
  }
}
