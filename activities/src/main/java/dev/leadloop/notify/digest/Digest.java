package dev.leadloop.notify.digest;

import dev.leadloop.desk.RepStore;
import dev.leadloop.handoff.Engagements;
import dev.leadloop.notify.digest.DigestStore.Waiting;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.scoring.HandoffTrigger;
import dev.leadloop.sla.SpokenTime;
import dev.leadloop.text.BaseUrl;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What waits for a rep on one day; mail, chat and events all tell this.
 *
 * @param zone where the rep works
 * @param waiting leads by what is to be done, the most urgent first
 * @param publicUrl where people reach this product
 */
public record Digest(
    RepStore.Rep rep,
    LocalDate day,
    ZoneId zone,
    LeadPolicy policy,
    Map<Part, List<Waiting>> waiting,
    URI publicUrl) {

  /** What is to be done, in the order it is told. */
  public enum Part {
    TO_ANSWER("digestOpen", "toAnswer", "to answer", "answer by "),
    IN_QUEUE("digestQueue", "inQueue", "in the queue", "answer by "),
    TO_CONTACT("digestContact", "toContact", "to contact", "first contact by "),
    STANDING_STILL("digestStalled", "standingStill", "standing still", "nothing since ");

    private final String list;
    private final String member;
    private final String words;
    private final String when;

    Part(String list, String member, String words, String when) {
      this.list = list;
      this.member = member;
      this.words = words;
      this.when = when;
    }

    /** Name of the list that the mail's template has for it. */
    public String list() {
      return list;
    }

    /** Name of the list in an event; part of the interface. */
    public String member() {
      return member;
    }

    /** Such as "to answer", after a number. */
    public String words() {
      return words;
    }
  }

  /** The same however often and by whatever way it is told. */
  public UUID id() {
    return UUID.nameUUIDFromBytes(("digest\n" + rep.id() + "\n" + day).getBytes(StandardCharsets.UTF_8));
  }

  /** Whether nothing waits for the rep. */
  public boolean empty() {
    return waiting.values().stream().allMatch(List::isEmpty);
  }

  /** The leads that wait for this to be done; none where there are none. */
  public List<Waiting> of(Part part) {
    return waiting.getOrDefault(part, List.of());
  }

  /** Such as "2 to answer, 1 standing still". */
  public String summary() {
    return Stream.of(Part.values())
        .filter(part -> !of(part).isEmpty())
        .map(part -> of(part).size() + " " + part.words())
        .collect(Collectors.joining(", "));
  }

  /** One lead in a line, called as given. */
  public String line(Part part, String who, Waiting lead) {
    String trigger = lead.trigger();
    String why =
        trigger == null ? "" : switch (trigger) {
          case HandoffTrigger.SCORE -> ", by its score";
          case HandoffTrigger.PRODUCT -> ", by its use of the product";
          case HandoffTrigger.ACCOUNT -> ", by its company";
          case String asked -> ", " + Engagements.label(policy, asked);
        };
    return who + why + (lead.at() == null ? "" : ": " + part.when + SpokenTime.brief(lead.at(), zone));
  }

  /** What a lead is called where people outside this product may read it. */
  public static String company(@Nullable String company) {
    return company == null ? "A lead whose company is not known" : company;
  }

  /** The page of one lead. */
  public URI page(Waiting lead) {
    return URI.create(list() + "/" + lead.leadId());
  }

  /** The page that lists the leads. */
  public URI list() {
    return URI.create(BaseUrl.of(publicUrl) + "/leads");
  }
}
