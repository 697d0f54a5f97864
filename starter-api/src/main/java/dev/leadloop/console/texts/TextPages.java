package dev.leadloop.console.texts;

import dev.leadloop.console.KnownPeople;
import dev.leadloop.console.PageTimes;
import dev.leadloop.console.People;
import dev.leadloop.console.texts.TextPage.Compared;
import dev.leadloop.console.texts.TextPage.Draft;
import dev.leadloop.console.texts.TextPage.VersionLine;
import dev.leadloop.email.saved.MailTexts.InForce;
import dev.leadloop.email.saved.MailTexts.Version;
import dev.leadloop.lead.Principal;
import dev.leadloop.measures.counting.Measuring;
import dev.leadloop.problem.FieldError;
import dev.leadloop.problem.Problem;
import dev.leadloop.security.Caller;
import dev.leadloop.texts.LineDiff;
import dev.leadloop.texts.TextDesk;
import dev.leadloop.texts.TextNames;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts the pages of texts together. */
@Component
class TextPages {
  private static final String NOTICE = "notice/";
  private static final String SUBJECT = "subject:";

  private static final String FRESH =
      "---\nsubject: \npreheader: \ncontentTitle: \ncontentUrl: \n---\nHello {{firstName|there}},\n\n"
          + "**[{{contentTitle}}]({{contentUrl}})**\n\nBest regards,\n{{senderName}}\n";

  private final TextDesk desk;
  private final KnownPeople known;
  private final Measuring measuring;
  private final Clock clock;

  TextPages(TextDesk desk, KnownPeople known, Measuring measuring, Clock clock) {
    this.desk = desk;
    this.known = known;
    this.measuring = measuring;
    this.clock = clock;
  }

  TextList list() {
    Words words = words();
    List<TextList.Line> toLeads = new ArrayList<>();
    List<TextList.Line> toSales = new ArrayList<>();
    for (InForce text : desk.all()) {
      TextList.Line line = new TextList.Line(
          TextNames.name(text.template()), text.template(), subject(text.source()), words.line(text), desk.uses(text.template()));
      (text.template().startsWith(NOTICE) ? toSales : toLeads).add(line);
    }
    return new TextList(toLeads, toSales);
  }

  /** The page of a text with what is in force in its form. */
  TextPage read(String name, @Nullable Integer version, boolean fresh, Caller caller) {
    String id = TextNames.id(name);
    if (fresh && TextNames.fit(id)) {
      return page(name, null, new Draft(FRESH, null, "", ""), version, caller);
    }
    InForce text = desk.find(id);
    return page(name, text, new Draft(text.source(), text.version(), "", ""), version, caller);
  }

  /** The page with what somebody wrote in its form. */
  TextPage written(String name, Draft draft, Caller caller) {
    String id = TextNames.id(name);
    InForce text = desk.all().stream().filter(one -> one.template().equals(id)).findFirst().orElse(null);
    return page(name, text, draft, null, caller);
  }

  private TextPage page(String name, @Nullable InForce text, Draft draft, @Nullable Integer version, Caller caller) {
    String id = TextNames.id(name);
    Words words = words();
    List<Version> versions = desk.versions(id);
    return new TextPage(
        name, id, text == null ? null : words.line(text), draft,
        WrittenText.read(draft.source()).placed(desk.preview(id, draft.source(), draft.lead())),
        TextDesk.named(id),
        Objects.requireNonNullElse(desk.own(caller), ""), desk.uses(id), versions.stream().map(words::line).toList(),
        desk.hasFile(id), version == null ? null : compared(versions, version, words));
  }

  private static Compared compared(List<Version> versions, int number, Words words) {
    Version chosen = versions.stream().filter(one -> one.version() == number).findFirst().orElseThrow(() ->
        Problem.NOT_FOUND.because("This text has no version " + number + ". Its page lists those that there are."));
    Version before = versions.stream().filter(one -> one.version() < number && one.source() != null).findFirst().orElse(null);
    String source = Objects.requireNonNullElse(chosen.source(), "");
    String was = before == null ? source : Objects.requireNonNullElse(before.source(), "");
    return new Compared(
        words.line(chosen), before == null || chosen.source() == null ? null : before.version(),
        chosen.source() == null ? List.of() : LineDiff.of(was, source));
  }

  /** The lead to fill a text with cannot be found: what is written stays, and is filled with an invented one. */
  static Draft without(Draft draft) {
    return new Draft(draft.source(), draft.before(), draft.note(), "");
  }

  /** A number of a form; null for none. */
  static @Nullable Integer number(String text) {
    if (text.isEmpty()) {
      return null;
    }
    if (text.length() > 9 || !text.chars().allMatch(one -> one >= '0' && one <= '9')) {
      throw FieldError.in("version", "is not the number of a version");
    }
    return Integer.valueOf(text);
  }

  private static String subject(String source) {
    return source.lines().filter(line -> line.startsWith(SUBJECT)).map(line -> line.substring(SUBJECT.length()).strip())
        .findFirst().orElse("");
  }

  private Words words() {
    return new Words(known.now(), PageTimes.forReader(measuring.zone(), clock.instant()));
  }

  /** Versions in words. */
  private record Words(People people, PageTimes times) {
    VersionLine line(InForce text) {
      Version saved = text.saved();
      return saved == null ? new VersionLine(text.version(), "file", "", null, "") : line(saved);
    }

    VersionLine line(Version one) {
      return new VersionLine(
          one.version(), one.origin().name().toLowerCase(Locale.ROOT), people.by(Principal.parse(one.savedBy())),
          times.at(one.savedAt()), Objects.requireNonNullElse(one.note(), ""));
    }
  }
}
