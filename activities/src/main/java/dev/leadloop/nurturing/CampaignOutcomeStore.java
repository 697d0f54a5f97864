package dev.leadloop.nurturing;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads what became of the leads a campaign told. */
public final class CampaignOutcomeStore {
  private static final String BY_REASON = "select coalesce(s.reason, 'about to go') as word, count(*)::int as leads";
  private static final String GROUPED = " group by word order by leads desc, word limit 50";
  private static final String MAILS = """
       from campaign_lead c join inbox i on i.lead_id = c.lead_id and i.event_id = 'campaign-' || c.campaign_id
            join send s on s.lead_id = c.lead_id and s.sequence = :sequence and s.effect_seq >= i.decided_seq
      where c.campaign_id = :id""";

  /** The lead still keeps it to be tried again: whoever went to sales meanwhile does not. */
  private static final String TRIED_AGAIN =
      "(s.held_until is not null and exists (select from lead_status l cross join jsonb_array_elements(l.progress -> 'held') h"
          + " where l.lead_id = s.lead_id and h ->> 'sequence' = s.sequence and h ->> 'step' = s.step))";

  private final JdbcClient jdbc;

  /** A store over one data source. */
  public CampaignOutcomeStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** What became of them; the mails are those of what the campaign begins or sends, ordered since. */
  public CampaignOutcome of(Campaign campaign) {
    Map<String, Integer> verdicts = counted(
        """
        select case when i.failed is not null then 'failed' when i.verdict is null then '' else i.verdict ->> 'code' end as word,
               count(*)::int as leads
          from campaign_lead c join inbox i on i.lead_id = c.lead_id and i.event_id = 'campaign-' || c.campaign_id
         where c.campaign_id = :id
           and (i.decided_seq is null or i.failed is not null or i.verdict ->> 'applied' = 'false')
         group by word order by leads desc, word""",
        campaign);
    int open = verdicts.getOrDefault("", 0);
    verdicts.remove("");
    int sent = counted(
        "select '' as word, count(*)::int as leads" + MAILS + " and s.state in ('SENDING', 'ACCEPTED', 'UNKNOWN')", campaign)
        .getOrDefault("", 0);
    return new CampaignOutcome(
        open, verdicts, sent,
        counted(BY_REASON + MAILS + " and (s.state = 'RESERVED' or s.state = 'HELD' and " + TRIED_AGAIN + ")" + GROUPED,
        campaign),
        counted(BY_REASON + MAILS + " and (s.state = 'REJECTED' or s.state = 'HELD' and not " + TRIED_AGAIN + ")" + GROUPED,
            campaign));
  }

  private Map<String, Integer> counted(String sql, Campaign campaign) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    jdbc.sql(sql).param("id", campaign.campaignId()).param("sequence", campaign.sequence()).query(row -> {
      counts.put(row.getString("word"), row.getInt("leads"));
    });
    return counts;
  }
}
