package dev.leadloop.notify.webhook;

import dev.leadloop.lifecycle.deciding.Effect.Notice;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Names of the events that webhooks take; they are part of the interface and never change. */
public final class NoticeEvent {
  /** What waits for a rep at the start of the day. */
  public static final String DIGEST = "rep.digest";

  /** Asked for by a person, to see whether a webhook works. */
  public static final String PING = "ping";

  private NoticeEvent() {}

  /** The event's name for a notice. */
  public static String of(Notice notice) {
    return switch (notice) {
      case HANDOFF -> "handoff.offered";
      case REMINDER -> "handoff.reminder";
      case ESCALATION -> "handoff.escalated";
      case REASSIGNED -> "handoff.reassigned";
      case QUEUED -> "handoff.queued";
      case REVIEW -> "lead.review";
      case CONTACT_MISSED -> "lead.contact_missed";
      case STALLED -> "lead.stalled";
      case PASSED_ON -> "lead.passed_on";
      case WITHDRAWN -> "handoff.withdrawn";
      case REQUESTED -> "lead.request";
    };
  }

  /** What a person reads of it at the head of a message. */
  static String heading(Notice notice) {
    return switch (notice) {
      case HANDOFF -> "New lead";
      case REMINDER -> "Answer due";
      case ESCALATION -> "No answer from sales";
      case REASSIGNED -> "Went to another rep";
      case QUEUED -> "In the queue without an owner";
      case REVIEW -> "Please look at this lead";
      case CONTACT_MISSED -> "No first contact yet";
      case STALLED -> "Nothing has happened for a while";
      case PASSED_ON -> "Yours from now on";
      case WITHDRAWN -> "Taken back, no answer needed";
      case REQUESTED -> "Your lead asks for something";
    };
  }

  /** All names, in order. */
  public static List<String> all() {
    return Stream.concat(Arrays.stream(Notice.values()).map(NoticeEvent::of), Stream.of(DIGEST, PING))
        .collect(Collectors.toUnmodifiableList());
  }
}
