package dev.leadloop.intake;

import dev.leadloop.lead.MailConsent;
import dev.leadloop.naming.NearestZone;
import dev.leadloop.record.ExternalId;
import dev.leadloop.text.AddressFault;
import dev.leadloop.text.IntakeLimits;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Holds what is told about a lead against the limits, before any of it is stored. */
public final class DetailsCheck {
  private static final Set<String> CONSENTS = Set.of(MailConsent.GIVEN.label(), MailConsent.DECLINED.label());

  private final Function<@Nullable String, Optional<String>> normalise;

  /** With the one form of an address; empty when it is none. */
  public DetailsCheck(Function<@Nullable String, Optional<String>> normalise) {
    this.normalise = normalise;
  }

  /** The first thing that is wrong with it; empty where it can be taken. */
  public Optional<Intake.Invalid> fault(IntakeRequest request) {
    LeadDetails details = request.details();
    LeadDetails.Facts facts = details.facts();
    LeadDetails.Touch touch = details.touch();
    return Stream.of(
            identity(details),
            text("firstName", facts.firstName()),
            text("lastName", facts.lastName()),
            text("company", facts.company()),
            text("title", facts.title()),
            facts.companySize() == null
                ? Optional.<Intake.Invalid>empty()
                : IntakeLimits.people(facts.companySize()).map(why -> new Intake.Invalid("companySize", why)),
            text("industry", facts.industry()),
            text("country", facts.country()),
            timeZone(facts.timeZone()),
            text("source", touch.source()),
            text("campaign", touch.campaign()),
            text("content", touch.content()),
            text("channel", touch.channel()),
            answers(facts.answers()),
            consent(details.consent()),
            time("occurredAt", request.occurredAt()))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private Optional<Intake.Invalid> identity(LeadDetails details) {
    ExternalId external = details.externalId();
    if (details.email() == null && external == null) {
      return invalid("email", "is needed, or 'system' and 'externalId': nobody could be known again without them");
    }
    if (details.email() != null && normalise.apply(details.email()).isEmpty()) {
      return invalid("email", AddressFault.of(details.email()));
    }
    if (external == null) {
      return Optional.empty();
    }
    Optional<Intake.Invalid> system = IntakeLimits.system(external.system()).map(why -> new Intake.Invalid("system", why));
    return system.isPresent()
        ? system
        : external.id().isBlank()
            ? invalid("externalId", "must not be empty")
            : text("externalId", external.id());
  }

  private static Optional<Intake.Invalid> text(String field, @Nullable String text) {
    return text == null ? Optional.empty() : IntakeLimits.fault(field, text).map(why -> new Intake.Invalid(field, why));
  }

  private static Optional<Intake.Invalid> timeZone(@Nullable String name) {
    Optional<Intake.Invalid> fault = text("timeZone", name);
    if (name == null || fault.isPresent()) {
      return fault;
    }
    try {
      ZoneId.of(name);
      return Optional.empty();
    } catch (DateTimeException unknown) {
      return invalid("timeZone", NearestZone.hint(name));
    }
  }

  private static Optional<Intake.Invalid> answers(Map<String, String> answers) {
    if (answers.size() > IntakeLimits.ANSWERS) {
      return invalid("answers", "may be at most " + IntakeLimits.ANSWERS + " and are " + answers.size());
    }
    return answers.entrySet().stream()
        .map(answer -> IntakeLimits.name(answer.getKey(), IntakeLimits.ANSWER_NAME)
            .map(why -> new Intake.Invalid("answers", "have a name that " + why))
            .or(() -> text("answers." + answer.getKey(), answer.getValue())))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<Intake.Invalid> consent(Map<String, String> consent) {
    String status = consent.get("status");
    if (status == null) {
      return consent.isEmpty() ? Optional.empty() : invalid("consent.status", "is needed: given or declined");
    }
    if (!CONSENTS.contains(status)) {
      return invalid("consent.status", "must be given or declined");
    }
    return text("consent.where", consent.get("where"))
        .or(() -> text("consent.wording", consent.get("wording")))
        .or(() -> givenAt(consent.get("at")));
  }

  private static Optional<Intake.Invalid> givenAt(@Nullable String at) {
    try {
      return at == null ? Optional.empty() : time("consent.at", Instant.parse(at));
    } catch (DateTimeParseException notATime) {
      return invalid("consent.at", "is not a time such as 2026-03-01T09:30:00Z");
    }
  }

  private static Optional<Intake.Invalid> time(String field, @Nullable Instant time) {
    return time == null || IntakeLimits.plausible(time)
        ? Optional.empty()
        : invalid(field, "must be a time from 1990 to 2200");
  }

  private static Optional<Intake.Invalid> invalid(String field, String why) {
    return Optional.of(new Intake.Invalid(field, why));
  }
}
