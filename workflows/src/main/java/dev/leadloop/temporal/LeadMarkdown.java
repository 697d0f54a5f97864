package dev.leadloop.temporal;

import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.Stage;
import dev.leadloop.lifecycle.Happening;
import dev.leadloop.lifecycle.LeadView;
import dev.leadloop.lifecycle.deciding.Due;
import dev.leadloop.lifecycle.deciding.Verdict;
import dev.leadloop.lifecycle.words.NoMail;
import dev.leadloop.scoring.ScoreSummary;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A lead in the words of those who look at its workflow; Markdown. */
final class LeadMarkdown {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("EEE d MMM uuuu, HH:mm 'UTC'", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  private static final DateTimeFormatter SHORT_TIME =
      DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  private LeadMarkdown() {}

  static String markdown(LeadId lead, @Nullable LeadView view, List<Happening> happened,
      @Nullable Verdict refused, @Nullable String page) {
    List<String> lines = new ArrayList<>();
    if (view == null) {
      lines.add("**Nothing decided yet**");
    } else {
      describe(view, lines);
    }
    if (!happened.isEmpty()) {
      lines.add(story(happened));
    }
    if (refused != null) {
      lines.add("**Last order refused:** " + refused.message() + " (" + refused.code() + ")");
    }
    lines.add(page == null ? "Lead " + lead.value() : "[The lead's page](" + page + ")");
    return String.join("\n\n", lines);
  }

  private static void describe(LeadView view, List<String> lines) {
    lines.add("**" + stage(view) + "**" + facts(view));
    lines.add(score(view.score()));
    lines.add("**Owner:** " + (view.sales().owner() == null ? "nobody" : view.sales().owner()) + answer(view));
    lines.add("**Next:** " + next(view.next()));
  }

  /** The newest first, as the history is read. */
  private static String story(List<Happening> happened) {
    StringBuilder text = new StringBuilder("**What happened last:**");
    for (int i = happened.size() - 1; i >= 0; i--) {
      text.append("\n- ").append(SHORT_TIME.format(happened.get(i).at())).append(" ").append(happened.get(i).what());
    }
    return text.toString();
  }

  private static String stage(LeadView view) {
    return switch (view.stage()) {
      case NURTURING -> "Nurturing";
      case MQL -> "MQL: marketing qualified, nurtured on";
      case SALES_QUALIFIED -> "SQL: handed to sales, waiting for an answer";
      case ACCEPTED -> "Accepted by sales";
      case OPPORTUNITY -> "Opportunity";
      case WON -> "Won";
      case LOST -> "Lost";
      case DISQUALIFIED -> "Disqualified";
      case ERASED -> "Erased";
    };
  }

  private static String facts(LeadView view) {
    List<String> facts = new ArrayList<>();
    if (view.parkedUntil() != null) {
      facts.add("parked until " + TIME.format(view.parkedUntil()));
    }
    String none = NoMail.why(view.noMail().suppressed(), view.noMail().withheld());
    if (none != null) {
      facts.add(none);
    }
    if (view.review() != null) {
      facts.add("in review: " + view.review());
    }
    if (view.recycles() > 0) {
      facts.add("came back from sales " + (view.recycles() == 1 ? "once" : view.recycles() + " times"));
    }
    return facts.isEmpty() ? "" : " · " + String.join(" · ", facts);
  }

  private static String score(ScoreSummary score) {
    StringBuilder text = new StringBuilder("**Score:** ").append(score.score());
    text.append(", fit ").append(score.grade()).append(" (").append(score.fit()).append(")");
    text.append(score.product() == 0 ? "" : ", product use " + score.product());
    text.append(score.account() == 0 ? "" : ", account " + score.account());
    score.reasons().forEach(reason -> text.append("\n- ").append(reason));
    return text.toString();
  }

  private static String answer(LeadView view) {
    if (view.stage() != Stage.SALES_QUALIFIED || view.sales().slaDueAt() == null) {
      return "";
    }
    return " · answer due " + TIME.format(view.sales().slaDueAt()) + switch (view.sales().slaLevel()) {
      case NONE, ON_TRACK -> "";
      case REMINDED -> " · reminded";
      case ESCALATED -> " · escalated";
      case QUEUED -> " · with the manager's queue";
      case PAUSED -> " once the clock goes on: it stands still";
    };
  }

  private static String next(@Nullable Due next) {
    return next == null ? "nothing by itself" : next.label() + ", " + time(next.at());
  }

  private static String time(Instant at) {
    return TIME.format(at);
  }
}
