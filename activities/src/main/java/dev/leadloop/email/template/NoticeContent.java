package dev.leadloop.email.template;

import dev.leadloop.lifecycle.Effect.Notice;
import java.util.List;
import java.util.Map;

/**
 * What a notice to a rep or a manager has to say.
 *
 * @param values {@code leadUrl} and {@code answerUrl} always; as far as known repName (who reads
 *     it), otherRepName (who had or has the lead), leadName, company, title, location, companySize,
 *     source, stage, score, grade, trigger (why now), deadline (in words, with its zone), reason,
 *     note, next (what happens if nobody answers), suggestion (what to do first)
 * @param lists {@code reasons} (why the score), {@code recentActions} (what they did last), {@code
 *     answers} (what they told us)
 */
public record NoticeContent(
    Notice kind, Map<String, String> values, Map<String, List<String>> lists) {

  public NoticeContent {
    values = Map.copyOf(values);
    lists = Map.copyOf(lists);
  }

  /** The template that says what happened. */
  public String templateId() {
    return templateId(kind);
  }

  static String templateId(Notice kind) {
    return switch (kind) {
      case HANDOFF -> "notice/handoff";
      case REMINDER -> "notice/reminder";
      case ESCALATION -> "notice/escalation";
      case REASSIGNED -> "notice/reassigned";
      case QUEUED -> "notice/queued";
      case REVIEW -> "notice/review";
      case CONTACT_MISSED -> "notice/contact-missed";
      case STALLED -> "notice/stalled";
    };
  }
}
