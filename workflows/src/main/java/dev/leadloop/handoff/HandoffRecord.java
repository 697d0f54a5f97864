package dev.leadloop.handoff;

import dev.leadloop.lead.Principal;
import dev.leadloop.lifecycle.journal.CycleEnds;
import dev.leadloop.lifecycle.journal.EndedCycle;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything a rep needs to know of one handoff; the page, the mail, the chat message and the JSON are all this record.
 * Trigger and first score stand as they were when the lead was handed over; the rest is as it is now.
 *
 * @param cycle number of the handoff; 0 where there is none, with no assignment
 * @param bant budget, authority, need and timeline, each with its proofs, in that order
 * @param colleagues other people of the same company, the most recently active first
 * @param next what to do first; null where there is nothing to do by this handoff any more
 */
public record HandoffRecord(
    String leadId,
    int cycle,
    Person person,
    @Nullable Assignment assignment,
    Trigger trigger,
    Judgement judgement,
    Origin origin,
    Interest interest,
    List<BantFinding> bant,
    List<Colleague> colleagues,
    Past past,
    @Nullable NextAction next) {

  public HandoffRecord {
    bant = List.copyOf(bant);
    colleagues = List.copyOf(colleagues);
  }

  /** A signal by which the lead asked for something, and what that was. */
  public record Request(String eventId, Engagement deed) {}

  /**
   * The same record about what the lead asks for now: that is why now, and the first move is about it.
   *
   * @param requests the most urgent first; none leaves the record as it is
   */
  public HandoffRecord asking(List<Request> requests) {
    if (requests.isEmpty()) {
      return this;
    }
    Engagement first = requests.getFirst().deed();
    Trigger now = new Trigger(
        first.type(), first.label(), first.at(), first.detail(), first.words(), requests.getFirst().eventId(),
        requests.stream().skip(1).map(Request::deed).toList());
    return new HandoffRecord(
        leadId, cycle, person, assignment, now, judgement, origin, interest, bant, colleagues, past,
        next == null ? null : next.with(SuggestedAction.action(first, person)));
  }

  /**
   * Who the lead is; what is not known is null.
   *
   * @param found facts that nobody said, by name
   */
  public record Person(
      @Nullable String name,
      @Nullable String title,
      @Nullable String company,
      @Nullable Integer companySize,
      @Nullable String industry,
      @Nullable String country,
      @Nullable String timeZone,
      @Nullable String email,
      @Nullable String phone,
      @Nullable String suppressed,
      List<FoundFact> found) {
    public Person {
      found = List.copyOf(found);
    }
  }

  /**
   * Who is to answer and until when.
   *
   * @param ownerName name of the rep, or the queue's
   * @param level how far the ladder was climbed
   * @param ended how it ended; null while it is open
   * @param was when the answer was due before the lead asked for more; null where no request has moved that
   */
  public record Assignment(
      String owner,
      String ownerName,
      boolean queue,
      String slaClass,
      Instant assignedAt,
      Instant deadline,
      String zone,
      String level,
      @Nullable Earlier ended,
      @Nullable Instant was) {

    Assignment before(@Nullable Instant then) {
      return new Assignment(owner, ownerName, queue, slaClass, assignedAt, deadline, zone, level, ended, then);
    }
  }

  /**
   * What handed the lead over.
   *
   * @param type a signal type, "score" or "review"
   * @param label in words
   * @param at when it happened
   * @param detail what it was about, such as the page
   * @param words what the lead wrote
   * @param eventId of the signal; null where a person or the clock did it
   * @param alsoAsked the requests beside it that are still to be answered, in order
   */
  public record Trigger(
      String type,
      String label,
      @Nullable Instant at,
      @Nullable String detail,
      @Nullable String words,
      @Nullable String eventId,
      List<Engagement> alsoAsked) {
    public Trigger {
      alsoAsked = List.copyOf(alsoAsked);
    }

    /** Why now, with all that the lead asks for, such as "demo requested; also asked: pricing requested". */
    public String inWords() {
      String others = alsoAsked.stream().map(Engagement::label).filter(other -> !other.equals(label)).distinct()
          .collect(Collectors.joining(", "));
      return label + (others.isEmpty() ? "" : "; also asked: " + others);
    }

    /** All that was written with it, each once; null for nothing. */
    public @Nullable String allWords() {
      String all = Stream.concat(Stream.ofNullable(words), alsoAsked.stream().flatMap(deed -> Stream.ofNullable(deed.words())))
          .distinct().collect(Collectors.joining(" / "));
      return all.isEmpty() ? null : all;
    }
  }

  /** Where they came from: the first touch and the later ones, the newest of these first. */
  public record Origin(@Nullable Touch first, List<Touch> later) {
    public Origin {
      later = List.copyOf(later);
    }
  }

  /** One touch that brought them to us. */
  public record Touch(
      Instant at,
      @Nullable String source,
      @Nullable String campaign,
      @Nullable String content,
      @Nullable String channel) {

    /** In one line, such as "paid search, campaign spring, guide". */
    public String inWords() {
      StringBuilder words = new StringBuilder(source == null ? channel == null ? "not known" : channel : source);
      if (campaign != null) {
        words.append(", campaign ").append(campaign);
      }
      if (content != null) {
        words.append(", ").append(content);
      }
      return words.toString();
    }
  }

  /**
   * What they care about.
   *
   * @param deeds what they did last, the newest first
   * @param topics what they read about, the most read first
   */
  public record Interest(List<Engagement> deeds, List<Topic> topics) {
    public Interest {
      deeds = List.copyOf(deeds);
      topics = List.copyOf(topics);
    }
  }

  /** A topic and how often it was read. */
  public record Topic(String name, int times) {}

  /**
   * Someone else of the same company.
   *
   * @param ownerName who of sales has them; null where nobody has
   */
  public record Colleague(
      String leadId,
      String name,
      @Nullable String title,
      @Nullable String stage,
      @Nullable Integer score,
      @Nullable String ownerName,
      List<Engagement> deeds) {
    public Colleague {
      deeds = List.copyOf(deeds);
    }
  }

  /**
   * What we did about the lead before.
   *
   * @param sent what was mailed to them, the newest first
   * @param handoffs those that ended before, the newest first
   */
  public record Past(List<Sent> sent, List<Earlier> handoffs) {
    public Past {
      sent = List.copyOf(sent);
      handoffs = List.copyOf(handoffs);
    }
  }

  /**
   * A mail of ours.
   *
   * @param state of the ledger, such as ACCEPTED or HELD
   */
  public record Sent(String label, String sequence, String state, Instant at) {}

  /** A handoff that ended: who had it, how it ended and why, with the note that was given. */
  public record Earlier(
      int cycle,
      String ownerName,
      String how,
      String by,
      Instant at,
      @Nullable String reason,
      @Nullable String note) {

    /** How it ended by its true cause, such as "taken over by Rep Two"; it goes on from "it was". */
    public String inWords(Function<Principal, String> names) {
      return CycleEnds.inWords(EndedCycle.How.valueOf(how), Principal.parse(by), reason, names);
    }
  }
}
