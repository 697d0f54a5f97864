package dev.leadloop.checks;

import dev.leadloop.inbox.InboxBell;
import dev.leadloop.inbox.OverdueStore;
import dev.leadloop.inbox.SetAsideStore;
import dev.leadloop.inbox.Urgency;
import dev.leadloop.lead.LeadId;
import dev.leadloop.view.AttentionStore;
import dev.leadloop.view.AttentionStore.CatchingUp;
import dev.leadloop.view.AttentionStore.Standing;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Tells people which leads stand still, and tries them again when they say so. */
@Component
public class Retries {
  private static final int MOST = 1_000;
  private static final int MOST_COUNTED = 100_000;

  private final AttentionStore standing;
  private final SetAsideStore aside;
  private final OverdueStore overdue;
  private final InboxBell bell;

  Retries(JdbcClient jdbc, SetAsideStore aside, InboxBell bell) {
    this.standing = new AttentionStore(jdbc);
    this.aside = aside;
    this.overdue = new OverdueStore(jdbc);
    this.bell = bell;
  }

  /** Leads that stand still, those that stand for longest first. */
  public List<Standing> standing(int limit) {
    return standing.standing(limit);
  }

  /** Leads that are behind with what was recorded of them while their decisions go on. */
  public List<CatchingUp> catchingUp(int limit) {
    return standing.catchingUp(limit);
  }

  /** How many rows wait for their turn in each line, counted up to a hundred thousand. */
  public Map<Urgency, Long> inLine() {
    return standing.inLine(MOST_COUNTED);
  }

  /** Why a lead stands still; empty where it does not. */
  public Optional<Standing> of(LeadId lead) {
    return standing.of(lead);
  }

  /** Has everything of a lead that is not decided called for now; returns how many rows that is. */
  public int tryAgain(LeadId lead) {
    int rows = aside.tryAgain(lead);
    overdue.tryAgain(lead);
    bell.wake();
    return rows;
  }

  /** The same for all that stand still; returns how many leads that is. */
  public int tryAllAgain() {
    List<Standing> all = standing.standing(MOST);
    all.stream().map(Standing::lead).filter(LeadId::isOne).map(LeadId::new).forEach(this::tryAgain);
    return all.size();
  }
}
