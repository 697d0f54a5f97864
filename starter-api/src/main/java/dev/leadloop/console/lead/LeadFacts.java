package dev.leadloop.console.lead;

import dev.leadloop.console.PageTimes;
import dev.leadloop.console.People;
import dev.leadloop.console.lead.LeadPage.Fact;
import dev.leadloop.console.lead.LeadPage.Known;
import dev.leadloop.console.lead.LeadPage.Who;
import dev.leadloop.lead.EnrichedFacts;
import dev.leadloop.lead.PhoneFact;
import dev.leadloop.record.LeadRecord;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who a lead is and what is known of it, in words. */
final class LeadFacts {
  private LeadFacts() {}

  /** The person, else the address, else the company, else the id. */
  static String name(LeadRecord lead) {
    String name = known(Stream.of(lead.firstName(), lead.lastName()), " ");
    return name.isEmpty()
        ? Stream.of(lead.email(), lead.profile().company().name()).flatMap(Stream::ofNullable)
            .filter(one -> !one.isBlank()).findFirst().orElse(lead.leadId().value())
        : name;
  }

  static Who who(LeadRecord lead, @Nullable String owner, List<String> segments, People people, PageTimes times) {
    Instant erased = lead.erasedAt();
    return new Who(
        name(lead),
        known(Stream.of(lead.profile().title(), lead.profile().company().name()), ", "),
        lead.profile().company().name(),
        lead.email(),
        PhoneFact.of(lead.profile()),
        owner == null ? null : people.rep(owner),
        segments.stream().map(LeadFacts::words).collect(Collectors.joining(", ")),
        lead.profile().firstTouch().source(),
        erased == null ? null : times.at(erased).full(),
        new Known(
            lead.firstName(), lead.lastName(), lead.profile().title(), lead.profile().country(), lead.profile().timeZone()));
  }

  static List<Fact> facts(LeadRecord lead, PageTimes times) {
    Integer size = lead.profile().company().size();
    Instant erased = lead.erasedAt();
    Stream<@Nullable Fact> known =
        Stream.of(
            fact("E-mail", lead.email()),
            lead.enriched().found().containsKey("title")
                ? fact("Title", marked(lead, "title", lead.profile().title(), times))
                : null,
            fact("Company", marked(lead, "company", lead.profile().company().name(), times)),
            fact("Company size", marked(lead, "companySize", size == null ? null : size + " people", times)),
            fact("Industry", marked(lead, "industry", lead.profile().company().industry(), times)),
            fact("Country", marked(lead, "country", lead.profile().country(), times)),
            fact("Time zone", marked(lead, "timeZone", lead.profile().timeZone(), times)),
            fact("First came by", lead.profile().firstTouch().source()),
            fact("Campaign", lead.profile().firstTouch().campaign()),
            fact("Content", lead.profile().firstTouch().content()),
            fact("Came in", times.at(lead.createdAt()).full()),
            fact("Forgotten", erased == null ? null : times.at(erased).full()));
    Stream<Fact> ids = lead.externalIds().stream().map(other -> new Fact("Id in " + other.system(), other.id()));
    Stream<Fact> answers =
        lead.profile().answers().entrySet().stream()
            .filter(answer -> !PhoneFact.is(answer.getKey()) || !answer.getValue().equals(PhoneFact.of(lead.profile())))
            .sorted(Map.Entry.comparingByKey())
            .map(answer -> answer(lead, answer, times));
    return Stream.of(known.flatMap(Stream::ofNullable), ids, Stream.of(new Fact("Id here", lead.leadId().value())), answers)
        .flatMap(all -> all).toList();
  }

  private static Fact answer(LeadRecord lead, Map.Entry<String, String> answer, PageTimes times) {
    String field = "answers." + answer.getKey();
    String known = lead.enriched().found().containsKey(field) ? "Found on " : "Said on ";
    return new Fact(known + words(answer.getKey()), String.valueOf(marked(lead, field, answer.getValue(), times)));
  }

  /** A fact that nobody said tells who found it, and when. */
  private static @Nullable String marked(LeadRecord lead, String fact, @Nullable String value, PageTimes times) {
    EnrichedFacts.Found found = lead.enriched().found().get(fact);
    return value == null || found == null
        ? value
        : value + " (found by " + found.provider() + ", " + times.at(found.at()).full() + ")";
  }

  private static @Nullable Fact fact(String name, @Nullable String value) {
    return value == null ? null : new Fact(name, value);
  }

  static String known(Stream<@Nullable String> parts, String between) {
    return parts.flatMap(Stream::ofNullable).collect(Collectors.joining(between));
  }

  static String words(String code) {
    return code.replace('_', ' ').toLowerCase(java.util.Locale.ROOT);
  }
}
