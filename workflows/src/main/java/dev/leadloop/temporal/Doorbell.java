package dev.leadloop.temporal;

import dev.leadloop.lifecycle.deciding.Verdict;
import dev.leadloop.lifecycle.event.EventBody;
import io.temporal.workflow.UpdateInfo;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What has come for a lead since the last decision began, and who waits for a verdict. */
final class Doorbell {
  private final List<MessageContent> content = new ArrayList<>();
  private final Set<String> awaited = new HashSet<>();
  private final Map<String, Verdict> verdicts = new HashMap<>();
  private boolean called;
  private @Nullable String label;
  private int unnamed;
  private long begun;
  private long drained;

  void ring() {
    called = true;
  }

  /** Rings with a word on why, for those who read the history. */
  void ring(@Nullable String why) {
    called = true;
    if (why != null && !why.isBlank()) {
      label = why;
    }
  }

  /** The last word on why it was called, or null. */
  @Nullable String takeLabel() {
    String taken = label;
    label = null;
    return taken;
  }

  /** Keeps the content of a message until the next decision; returns the event id under which it will be recorded. */
  String put(@Nullable String givenId, @Nullable Instant occurredAt, EventBody body) {
    String eventId = givenId == null || givenId.isBlank() ? messageId() : givenId;
    Instant now = Instant.ofEpochMilli(Workflow.currentTimeMillis());
    boolean awaited = Workflow.getCurrentUpdateInfo().isPresent();
    content.add(new MessageContent(eventId, occurredAt == null ? now : occurredAt, body, awaited));
    called = true;
    return eventId;
  }

  boolean wanted() {
    return called;
  }

  /** Whether no message with content waits. */
  boolean empty() {
    return content.isEmpty();
  }

  /** Begins a look into the inbox; who calls from here on asks for another one. Returns its number, from 1. */
  long beginLook() {
    called = false;
    return ++begun;
  }

  List<MessageContent> takeContent() {
    List<MessageContent> taken = List.copyOf(content);
    content.clear();
    return taken;
  }

  long looksBegun() {
    return begun;
  }

  /** Notes that a look left nothing waiting in the inbox. */
  void drained(long look) {
    drained = look;
  }

  boolean drainedAfter(long look) {
    return drained > look;
  }

  void await(String eventId) {
    awaited.add(eventId);
  }

  void hear(List<Verdict> decided) {
    for (Verdict verdict : decided) {
      if (awaited.remove(verdict.eventId())) {
        verdicts.put(verdict.eventId(), verdict);
      }
    }
  }

  boolean decided(String eventId) {
    return verdicts.containsKey(eventId);
  }

  @Nullable Verdict verdict(String eventId) {
    awaited.remove(eventId);
    return verdicts.remove(eventId);
  }

  /** The same in every replay, and after a reset, which gives a run a new id but leaves the original one. */
  private String messageId() {
    return Workflow.getCurrentUpdateInfo().map(UpdateInfo::getUpdateId).map(id -> "update:" + id)
        .orElseGet(() -> "signal:" + Workflow.getInfo().getOriginalExecutionRunId() + ":" + ++unnamed);
  }
}
