package dev.leadloop.measures;

import dev.leadloop.lead.Stage;
import dev.leadloop.lifecycle.event.PastStep;
import dev.leadloop.lifecycle.journal.JournalEntry;
import dev.leadloop.lifecycle.journal.JournalEntry.StageChanged;
import dev.leadloop.measures.Visit.Coming;
import dev.leadloop.measures.Visit.Leaving;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is told of a lead's past, looked up line by line: every question goes through all that was told anew. */
final class NaivePast {
  private static final List<Stage> WAY =
      List.of(Stage.MQL, Stage.SALES_QUALIFIED, Stage.ACCEPTED, Stage.OPPORTUNITY, Stage.WON);

  private final List<PastStep> told = new ArrayList<>();

  /** What these lines tell. */
  NaivePast(List<JournalLine> lines) {
    for (JournalLine line : lines) {
      if (line.entry() instanceof JournalEntry.PastNoted noted) {
        told.add(noted.step());
      }
    }
  }

  /** A stay of which the past tells. */
  record Stay(Stage stage, Instant from, @Nullable Money worth, @Nullable String reason) {}

  /** All stays, the earliest first. */
  List<Stay> stays() {
    List<Stay> stays = new ArrayList<>();
    for (PastStep step : told) {
      boolean again = stays.stream().anyMatch(stay -> stay.stage() == step.stage() && stay.from().equals(from(step)));
      if (!again) {
        stays.add(new Stay(step.stage(), from(step), null, reason(step)));
      }
    }
    stays.sort(Comparator.comparing(Stay::from).thenComparing(stay -> stay.stage().ordinal()));
    List<Stay> valued = new ArrayList<>();
    for (int i = 0; i < stays.size(); i++) {
      Stay stay = stays.get(i);
      Money worth = null;
      for (int j = i; j >= 0 && worth == null && dealt(stays.get(i).stage()); j--) {
        Stage before = stays.get(j).stage();
        if (before == Stage.MQL || before == Stage.SALES_QUALIFIED || before == Stage.DISQUALIFIED) {
          break;
        }
        worth = amount(stays.get(j));
      }
      valued.add(new Stay(stay.stage(), stay.from(), worth, stay.reason()));
    }
    return valued;
  }

  private static boolean dealt(Stage stage) {
    return stage == Stage.OPPORTUNITY || stage == Stage.WON || stage == Stage.LOST;
  }

  /** When it counts from: the first telling of a stage not after the first of any stage beyond. */
  private Instant from(PastStep step) {
    Instant first = first(step.stage());
    if (!step.at().equals(first) || WAY.indexOf(step.stage()) < 0) {
      return step.at();
    }
    Instant earliest = first;
    for (Stage beyond : WAY.subList(WAY.indexOf(step.stage()), WAY.size())) {
      Instant other = first(beyond);
      earliest = other != null && other.isBefore(earliest) ? other : earliest;
    }
    return earliest;
  }

  private @Nullable Instant first(Stage stage) {
    return told.stream().filter(step -> step.stage() == stage).map(PastStep::at).min(Instant::compareTo).orElse(null);
  }

  private @Nullable Money amount(Stay stay) {
    Money amount = null;
    for (PastStep step : told) {
      if (step.stage() == stay.stage() && from(step).equals(stay.from()) && step.amount() != null) {
        amount = new Money(step.amount(), step.currency());
      }
    }
    return amount;
  }

  private @Nullable String reason(PastStep of) {
    String reason = null;
    for (PastStep step : told) {
      reason = step.stage() == of.stage() && step.at().equals(of.at()) && step.reason() != null ? step.reason() : reason;
    }
    return reason;
  }

  /** The stay in which the past leaves the lead, where it leaves it with sales or closed. */
  @Nullable Stay standing() {
    List<Stay> stays = stays();
    for (Stay stay : stays) {
      if (stay.stage() == Stage.WON) {
        return stay;
      }
    }
    Stay last = stays.isEmpty() ? null : stays.getLast();
    return last == null || last.stage() == Stage.MQL || last.stage() == Stage.SALES_QUALIFIED ? null : last;
  }

  /** The first stay in a stage. */
  @Nullable Stay into(Stage stage) {
    return stays().stream().filter(stay -> stay.stage() == stage).findFirst().orElse(null);
  }

  /** The visits. */
  List<Visit> visits(String lead, List<JournalLine> lines) {
    List<Stay> stays = stays();
    List<Visit> visits = new ArrayList<>();
    for (int i = 0; i < stays.size(); i++) {
      Stay stay = stays.get(i);
      Leaving left = here(lines, stay);
      Instant elsewhere = elsewhere(lines);
      if (left == null && elsewhere != null) {
        left = new Leaving(micros(elsewhere), null, null, null);
      }
      if (i + 1 < stays.size()) {
        Stay next = stays.get(i + 1);
        left = new Leaving(micros(next.from()), next.stage().label(), next.reason(), "told");
      }
      visits.add(new Visit(lead, 0, i, i == 0 ? null : stays.get(i - 1).stage().label(), stay.stage().label(), null,
          new Coming(micros(stay.from()), stay.reason(), "told"), stay.worth(), left));
    }
    return visits;
  }

  /** How the lead was moved out of that stay here. */
  private static @Nullable Leaving here(List<JournalLine> lines, Stay stay) {
    JournalLine before = null;
    for (JournalLine line : lines) {
      if (line.entry() instanceof StageChanged move) {
        if (before != null && stands(before) && move.since() == null) {
          Stay stood = new NaivePast(lines.subList(0, lines.indexOf(line))).standing();
          return stood != null && stood.stage() == stay.stage() && stood.from().equals(stay.from())
              ? new Leaving(micros(line.at()), move.to().label(), new NaiveFacts("", lines, version -> null).why(line),
                  line.by().toString())
              : null;
        }
        before = line;
      }
    }
    return null;
  }

  /** When the lead came to stand where its past did not put it. */
  private static @Nullable Instant elsewhere(List<JournalLine> lines) {
    List<JournalLine> comings = lines.stream()
        .filter(line -> line.entry() instanceof JournalEntry.Entered || line.entry() instanceof StageChanged).toList();
    for (int i = comings.size() - 1; i >= 0; i--) {
      if (stands(comings.get(i))) {
        return i + 1 < comings.size() ? comings.get(i + 1).at() : null;
      }
    }
    return comings.getFirst().at();
  }

  /** Whether that move put the lead where its past left it, out of nurture. */
  static boolean stands(JournalLine line) {
    return line.entry() instanceof StageChanged move && move.since() != null && move.to() != Stage.NURTURING;
  }

  private static Instant micros(Instant at) {
    return at.truncatedTo(ChronoUnit.MICROS);
  }
}
