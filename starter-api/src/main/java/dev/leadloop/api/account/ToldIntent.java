package dev.leadloop.api.account;

import dev.leadloop.account.told.ToldFault;
import dev.leadloop.api.account.IntentRequest.OneSurgeRequest;
import dev.leadloop.api.account.IntentRequest.SurgeRequest;
import dev.leadloop.api.account.IntentResponse.SurgeResponse;
import dev.leadloop.api.account.IntentResponse.Verdict;
import dev.leadloop.finding.Instants;
import dev.leadloop.intake.warning.IntakeWarnings;
import dev.leadloop.intake.warning.IntakeWarnings.Warning;
import dev.leadloop.intake.warning.NamesInForce;
import dev.leadloop.intent.Intents;
import dev.leadloop.intent.Intents.Taken;
import dev.leadloop.intent.SurgeFields;
import dev.leadloop.intent.ToldSurge;
import dev.leadloop.lead.text.ComparedNumber;
import dev.leadloop.policy.names.PolicyNames;
import dev.leadloop.problem.FieldError;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Takes a list of what is told of companies: the good ones are stored together, each of the others is told why not. */
@Component
class ToldIntent {
  private final Intents intents;
  private final NamesInForce names;
  private final Validator validator;
  private final InstantSource clock;

  ToldIntent(Intents intents, NamesInForce names, Validator validator, InstantSource clock) {
    this.intents = intents;
    this.names = names;
    this.validator = validator;
    this.clock = clock;
  }

  /** The verdicts stand in the order of what was told. */
  List<SurgeResponse> take(List<OneSurgeRequest> told) {
    Instant now = clock.instant();
    SurgeResponse[] verdicts = new SurgeResponse[told.size()];
    List<Integer> places = new ArrayList<>();
    List<ToldSurge> good = new ArrayList<>();
    List<SurgeRequest> sent = new ArrayList<>();
    for (int i = 0; i < verdicts.length; i++) {
      try {
        SurgeRequest one = readable(told.get(i));
        good.add(read(one, now));
        sent.add(one);
        places.add(i);
      } catch (ToldFault fault) {
        verdicts[i] = new SurgeResponse(Verdict.INVALID, null, said(fault), List.of());
      }
    }
    List<Taken> taken = intents.take(good);
    List<List<Warning>> warnings =
        names.all(read -> sent.stream().map(one -> warnings(one, read, now)).toList());
    for (int n = 0; n < taken.size(); n++) {
      Taken one = taken.get(n);
      verdicts[places.get(n)] = new SurgeResponse(
          Verdict.of(one.outcome()), one.accountId(), null, warnings.isEmpty() ? List.of() : warnings.get(n));
    }
    return List.of(verdicts);
  }

  private static SurgeRequest readable(@Nullable OneSurgeRequest told) throws ToldFault {
    String fault = told == null ? null : told.fault();
    if (told != null && fault != null) {
      throw new ToldFault(Objects.requireNonNullElse(told.field(), ""), fault);
    }
    SurgeRequest surge = told == null ? null : told.surge();
    if (surge == null) {
      throw new ToldFault("", "holds nothing; leave it out");
    }
    return surge;
  }

  private ToldSurge read(SurgeRequest told, Instant now) throws ToldFault {
    Set<ConstraintViolation<SurgeRequest>> violations = validator.validate(told);
    if (!violations.isEmpty()) {
      throw new ToldFault("", violations.stream()
          .map(violation -> new FieldError(violation.getPropertyPath().toString(), violation.getMessage()))
          .map(error -> "'" + error.field() + "' " + error.message()).sorted().collect(Collectors.joining("; ")));
    }
    Instant at = told.at() == null ? now
        : Instants.parse(told.at()).orElseThrow(() -> new ToldFault("at", Instants.HINT));
    String score = ComparedNumber.plain(told.score().toString())
        .orElseThrow(() -> new ToldFault("score", "is a larger or longer number than any that counts"));
    return SurgeFields.read(
        told.domain(), told.company(), told.topic(), SurgeFields.score(score), told.source(), at.isAfter(now) ? now : at);
  }

  private static List<Warning> warnings(SurgeRequest told, PolicyNames read, Instant now) {
    String at = told.at();
    return Stream.of(
            IntakeWarnings.intentTopic(told.topic(), read),
            IntakeWarnings.time("at", at == null ? null : Instants.parse(at).orElse(null), now))
        .flatMap(Optional::stream)
        .toList();
  }

  private static String said(ToldFault fault) {
    return fault.field().isEmpty() ? fault.getMessage() : "'" + fault.field() + "' " + fault.getMessage();
  }
}
