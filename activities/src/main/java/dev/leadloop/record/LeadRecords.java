package dev.leadloop.record;

import dev.leadloop.desk.DeskStore;
import dev.leadloop.inbox.InboxStore;
import dev.leadloop.measures.MeasureStore;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The stores that together are the record of a lead. */
public record LeadRecords(
    LeadStore leads,
    InboxStore inbox,
    StatusStore statuses,
    JournalStore journal,
    SignalStore signals,
    EffectStore effects,
    HandoffStore handoffs,
    DeskStore desk,
    MeasureStore measures) {

  /** All of them over one data source. */
  public static LeadRecords over(JdbcClient jdbc) {
    return new LeadRecords(
        new LeadStore(jdbc),
        new InboxStore(jdbc),
        new StatusStore(jdbc),
        new JournalStore(jdbc),
        new SignalStore(jdbc),
        new EffectStore(jdbc),
        new HandoffStore(jdbc),
        new DeskStore(jdbc),
        new MeasureStore(jdbc));
  }
}
