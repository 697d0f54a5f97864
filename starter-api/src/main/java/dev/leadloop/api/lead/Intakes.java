package dev.leadloop.api.lead;

import dev.leadloop.api.lead.LeadRequest.ConsentRequest;
import dev.leadloop.checks.DeskGaps;
import dev.leadloop.finding.Instants;
import dev.leadloop.inbox.InboxBell;
import dev.leadloop.intake.Intake;
import dev.leadloop.intake.IntakeRequest;
import dev.leadloop.intake.IntakeRequest.Idempotency;
import dev.leadloop.intake.LeadDetails;
import dev.leadloop.intake.warning.IntakeWarnings;
import dev.leadloop.intake.warning.IntakeWarnings.Warning;
import dev.leadloop.intake.warning.NamesInForce;
import dev.leadloop.lead.Principal;
import dev.leadloop.problem.FieldError;
import dev.leadloop.problem.Problem;
import dev.leadloop.record.ExternalId;
import dev.leadloop.security.CallerKeys;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Turns a lead as it was sent into an intake, and the intake's answer into the caller's. */
@Component
class Intakes {
  private final IntakeQueue queue;
  private final InboxBell bell;
  private final CallerKeys keys;
  private final NamesInForce names;
  private final DeskGaps gaps;
  private final Clock clock;
  private final JsonMapper canonical;

  Intakes(
      IntakeQueue queue,
      InboxBell bell,
      CallerKeys keys,
      NamesInForce names,
      DeskGaps gaps,
      Clock clock,
      JsonMapper json) {
    this.queue = queue;
    this.bell = bell;
    this.keys = keys;
    this.names = names;
    this.gaps = gaps;
    this.clock = clock;
    this.canonical = json.rebuild().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();
  }

  /** Takes the lead in; the answer means that it is committed. */
  LeadResponse take(LeadRequest sent, @Nullable String key, boolean bringBack, Principal by) {
    check(sent);
    Idempotency idempotency = key == null ? null : new Idempotency(keys.kept(by, key), hash(canonical.writeValueAsBytes(sent)));
    LeadDetails details = details(sent);
    Intake answer = queue.take(new IntakeRequest(details, by, idempotency, false, null).bringingBack(bringBack));
    return switch (answer) {
      case Intake.Accepted accepted -> {
        bell.wake();
        yield new LeadResponse(
            accepted.lead().value(),
            accepted.outcome() == Intake.Outcome.CREATED,
            LeadLinksView.of(accepted.lead().value()),
            warnings(details.facts(), sent.consent()),
            gaps.told());
      }
      case Intake.KeyReused ignored ->
          throw Problem.IDEMPOTENCY_MISMATCH.because(
              "You used this Idempotency-Key for another request. Nothing was changed; use a new key for a new request.");
      case Intake.IdentityConflict conflict ->
          throw Problem.IDENTITY_CONFLICT
              .because(
                  "The address belongs to one known lead and system and externalId to another. Nothing was changed;"
                      + " send only one of the two names.")
              .and("leadByAddress", conflict.byAddress().value())
              .and("leadByExternalId", conflict.byExternalId().value());
      case Intake.Forgotten forgotten ->
          throw Problem.ERASED.because(
              "This person was forgotten and is not taken up again. Nothing was stored. Where the person came by themselves,"
                  + " send it with ?bringBack=true.");
      case Intake.Invalid invalid -> throw FieldError.in(invalid.field(), invalid.message());
    };
  }

  private List<Warning> warnings(LeadDetails.Facts facts, @Nullable ConsentRequest consent) {
    Instant given = consent == null || consent.at() == null ? null : Instants.parse(consent.at()).orElse(null);
    return names.warnings(read -> Stream.concat(
            IntakeWarnings.facts(facts, read).stream(), IntakeWarnings.time("consent.at", given, clock.instant()).stream())
        .toList());
  }

  /** What the intake itself cannot see any more: which half of a name is missing, and what a time was written like. */
  private static void check(LeadRequest sent) {
    if ((sent.system() == null) != (sent.externalId() == null)) {
      throw FieldError.in(
          sent.system() == null ? "system" : "externalId", "is needed: a lead is known by system and externalId together");
    }
    ConsentRequest consent = sent.consent();
    if (consent != null && consent.at() != null && Instants.parse(consent.at()).isEmpty()) {
      throw FieldError.in("consent.at", Instants.HINT);
    }
  }

  private static LeadDetails details(LeadRequest sent) {
    return new LeadDetails(
        sent.email(),
        sent.system() == null || sent.externalId() == null ? null : new ExternalId(sent.system(), sent.externalId()),
        new LeadDetails.Facts(
            sent.firstName(),
            sent.lastName(),
            sent.company(),
            sent.title(),
            sent.companySize(),
            sent.industry(),
            sent.country(),
            sent.timeZone(),
            sent.answers() == null ? Map.of() : sent.answers()),
        new LeadDetails.Touch(sent.source(), sent.campaign(), sent.content(), sent.channel()),
        consent(sent.consent()));
  }

  private static Map<String, String> consent(@Nullable ConsentRequest given) {
    Map<String, String> consent = new LinkedHashMap<>();
    if (given != null) {
      consent.put("status", given.status());
      putKnown(consent, "at", given.at() == null ? null : Instants.parse(given.at()).map(Object::toString).orElse(null));
      putKnown(consent, "where", given.where());
      putKnown(consent, "wording", given.wording());
    }
    return consent;
  }

  private static void putKnown(Map<String, String> into, String name, @Nullable String value) {
    if (value != null) {
      into.put(name, value);
    }
  }

  private static String hash(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("Every Java has SHA-256, this one does not", missing);
    }
  }
}
