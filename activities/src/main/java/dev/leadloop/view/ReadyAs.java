package dev.leadloop.view;

import dev.leadloop.lead.Stage;
import dev.leadloop.lifecycle.LeadView;
import dev.leadloop.policy.scoring.HandoffTrigger;
import dev.leadloop.policy.scoring.HandoffWay;
import dev.leadloop.policy.scoring.QualifiedBy;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a lead is called by what made it ready: MQL, PQL, MQA, or a word for its own request or a manager's judgement. */
public final class ReadyAs {
  /** Triggers that have a word of their own; every other one is the type of a signal by which the lead asked. */
  private static final List<String> NAMED =
      Stream.concat(Arrays.stream(QualifiedBy.values()).map(QualifiedBy::trigger), Stream.of(HandoffTrigger.REVIEW)).toList();

  private static final String ASKED = "";

  /** Every word there is, in the order of how much of it is points. */
  public static final List<String> WORDS =
      Arrays.stream(HandoffWay.values()).map(HandoffWay::called).toList();

  private static final String LAST =
      "(select h.trigger from handoff_cycle h where h.lead_id = s.lead_id order by h.cycle desc limit 1)";

  /** What handed the lead of a row {@code s} of lead_status over last, as the column {@code last_trigger}. */
  static final String LAST_TRIGGER = LAST + " as last_trigger";

  /** Stages in which a lead is called by what handed it over. */
  private static final List<Stage> BY_LAST =
      stages(stage -> of(stage, null, null) == null && of(stage, null, ASKED) != null);

  /** That alone of rows which may be ready, so that no other row is asked for its handoffs. */
  static final String LAST_TRIGGER_IF_READY =
      "case when s.qualified_by is null and s.stage in (" + labels(BY_LAST) + ") then " + LAST + " end as last_trigger";

  /** What holds of a row {@code s} of lead_status where the lead is called anything. */
  static final String MAY_BE_READY =
      "(s.qualified_by is not null or s.stage in (" + labels(stages(stage -> of(stage, null, ASKED) != null)) + "))";

  private ReadyAs() {}

  /** Of a lead by its view; null where it is not ready. */
  static @Nullable String of(LeadView view, @Nullable String lastTrigger) {
    QualifiedBy other = view.qualifiedBy();
    return of(view.stage(), other == null ? null : other.called(), lastTrigger);
  }

  /** Of a row with {@code stage}, {@code qualified_by} and {@code last_trigger}; null where it is not ready, or not decided. */
  static @Nullable String of(ResultSet row) throws SQLException {
    Stage stage = Stage.find(row.getString("stage")).orElse(null);
    return stage == null ? null : of(stage, row.getString("qualified_by"), row.getString("last_trigger"));
  }

  /** The condition on a row {@code s} of lead_status that the lead is called so; it asks the rule itself what makes one so. */
  static String condition(String word) {
    List<String> ways = new ArrayList<>();
    if (Arrays.stream(QualifiedBy.values()).anyMatch(other -> other.called().equals(word))) {
      ways.add("s.qualified_by = '" + word + "'");
    }
    List<Stage> itself = stages(stage -> word.equals(of(stage, null, null)));
    if (!itself.isEmpty()) {
      ways.add("s.qualified_by is null and s.stage in (" + labels(itself) + ")");
    }
    List<String> triggers = NAMED.stream().filter(trigger -> word.equals(HandoffWay.of(trigger).called())).toList();
    String handed = "s.qualified_by is null and s.stage in (" + labels(BY_LAST) + ") and " + LAST;
    if (!triggers.isEmpty()) {
      ways.add(handed + " in (" + quoted(triggers) + ")");
    }
    if (word.equals(HandoffWay.of(ASKED).called())) {
      ways.add(handed + " not in (" + quoted(NAMED) + ")");
    }
    return ways.stream().map(way -> "(" + way + ")").collect(Collectors.joining(" or ", " and (", ")"));
  }

  private static @Nullable String of(Stage stage, @Nullable String other, @Nullable String last) {
    if (other != null) {
      return other;
    }
    return switch (stage) {
      case MQL -> QualifiedBy.SCORE.called();
      case SALES_QUALIFIED, ACCEPTED, OPPORTUNITY, WON, LOST -> last == null ? null : HandoffWay.of(last).called();
      case NURTURING, DISQUALIFIED, ERASED -> null;
    };
  }

  private static List<Stage> stages(Predicate<Stage> which) {
    return Arrays.stream(Stage.values()).filter(which).toList();
  }

  private static String labels(Collection<Stage> stages) {
    return quoted(stages.stream().map(Stage::label).toList());
  }

  private static String quoted(Collection<String> ours) {
    return ours.stream().map(one -> "'" + one + "'").collect(Collectors.joining(", "));
  }
}
