package dev.leadloop.console.lead;

import dev.leadloop.consent.AddressEvent;
import dev.leadloop.consent.ConsentStore;
import dev.leadloop.consent.ConsentStore.Change;
import dev.leadloop.consent.SuppressionStore;
import dev.leadloop.consent.TopicStore;
import dev.leadloop.console.PageTimes;
import dev.leadloop.console.PageTimes.When;
import dev.leadloop.console.People;
import dev.leadloop.lead.Principal;
import dev.leadloop.policy.ConsentRules;
import dev.leadloop.record.LeadRecord;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What a person allows, and how that is known.
 *
 * @param status such as "given"
 * @param confirmed when the present address confirmed it; null where it did not
 * @param suppressed why the address gets no mail; null where it may
 * @param left topics that the reader does not want; empty for none
 * @param story what was said and done about it, the latest first
 */
record ConsentCard(
    String status, @Nullable When confirmed, @Nullable String suppressed, String left, List<Event> story) {

  /**
   * Something that was said or done.
   *
   * @param proof page, words and channel; empty where none are known
   */
  record Event(When when, String what, String proof, String by) {}

  /** Reads it from the record. */
  @Component
  static final class Reader {
    private static final int SHOWN = 8;

    private final ConsentStore consents;
    private final SuppressionStore addresses;
    private final TopicStore topics;

    Reader(ConsentStore consents, SuppressionStore addresses, TopicStore topics) {
      this.consents = consents;
      this.addresses = addresses;
      this.topics = topics;
    }

    ConsentCard read(LeadRecord lead, ConsentRules rules, People people, PageTimes times) {
      String key = lead.emailKey();
      Set<String> left = key == null ? Set.of() : topics.left(key);
      record Timed(Instant at, Event event) {}
      Stream<Timed> said = consents.history(lead.leadId()).stream().map(one -> new Timed(one.at(), said(one, people, times)));
      Stream<Timed> done = (key == null ? List.<AddressEvent>of() : addresses.history(key)).stream()
          .map(one -> new Timed(one.at(), done(one, rules, people, times)));
      return new ConsentCard(
          lead.profile().consent().label(),
          times.atOrNull(consents.confirmedAt(lead.leadId()).orElse(null)),
          key == null ? null : addresses.reason(key).map(Reader::words).orElse(null),
          rules.topics().stream().filter(topic -> left.contains(topic.id())).map(ConsentRules.Topic::label)
              .collect(Collectors.joining(", ")),
          Stream.concat(said, done).sorted(Comparator.comparing(Timed::at).reversed()).limit(SHOWN).map(Timed::event).toList());
    }

    private static Event said(Change change, People people, PageTimes times) {
      String proof = Stream.of(change.place(), change.wording() == null ? null : "“" + change.wording() + "”", change.channel())
          .flatMap(Stream::ofNullable).collect(Collectors.joining(", "));
      return new Event(
          times.at(change.at()), "Consent " + words(change.status()) + (change.applied() ? "" : " (something newer was known)"),
          proof, by(change.by(), people));
    }

    private static Event done(AddressEvent event, ConsentRules rules, People people, PageTimes times) {
      String topic = rules.topics().stream().filter(one -> one.id().equals(event.detail())).findFirst()
          .map(ConsentRules.Topic::label).orElse(event.detail());
      String what = switch (event.what()) {
        case "suppressed" -> "Suppressed: " + words(event.detail());
        case "lifted" -> "Mail allowed again: " + event.detail();
        case "topic_left" -> "Does not want: " + topic;
        case "topic_joined" -> "Wants: " + topic;
        default -> words(event.what()) + ": " + event.detail();
      };
      return new Event(times.at(event.at()), what, "", by(event.by(), people));
    }

    private static String by(String principal, People people) {
      return people.by(Principal.parse(principal));
    }

    private static String words(String code) {
      return code.replace('_', ' ');
    }
  }
}
