package dev.leadloop.sending;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.consent.ConsentStore;
import dev.leadloop.email.EmailComposer;
import dev.leadloop.email.Emails;
import dev.leadloop.email.template.EmailTemplates;
import dev.leadloop.email.token.SignedTokens;
import dev.leadloop.email.token.UnsubscribeTokens;
import dev.leadloop.email.transport.EmailSettings;
import dev.leadloop.email.transport.EmailTransport;
import dev.leadloop.email.transport.OutgoingEmail;
import dev.leadloop.email.transport.TransportResult;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lifecycle.deciding.Effect;
import dev.leadloop.record.ProviderRig;
import dev.leadloop.record.RecordFixture;
import dev.leadloop.temporal.DecisionReply.OrderedEffect;
import dev.leadloop.temporal.EffectActivities.EffectRef;
import io.temporal.failure.ApplicationFailure;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;


/**
 * Whatever a provider answers, and however often a mail is tried, it takes the mail once at most; and what it has taken is
 * known in the end, since it reports of it.
 */
class SentOnceTest {
  private static final long SEED = 20_260_302L;
  private static final int MAILS = 150;
  private static final ProviderRig rig = new ProviderRig();

  @AfterAll
  static void close() {
    rig.close();
  }

  /** What a provider may do with a call. */
  private enum Mood {
    TAKES,
    TOO_MANY_REQUESTS,
    TAKES_AND_TIMES_OUT,
    SERVER_ERROR,
    RESETS,
    TAKES_AND_THE_PROCESS_DIES
  }

  private static final class MoodyProvider implements EmailTransport {
    private final Random random = new Random(SEED);
    private final Map<UUID, Integer> taken = new HashMap<>();
    private final Map<UUID, OutgoingEmail> went = new HashMap<>();

    @Override
    public TransportResult send(OutgoingEmail email) {
      return switch (Mood.values()[random.nextInt(Mood.values().length)]) {
        case TAKES -> {
          take(email);
          yield new TransportResult.Accepted("id");
        }
        case TOO_MANY_REQUESTS -> new TransportResult.NotSent("429", Duration.ofSeconds(1));
        case TAKES_AND_TIMES_OUT -> {
          take(email);
          yield new TransportResult.Unknown("read timed out");
        }
        case SERVER_ERROR -> new TransportResult.Unknown("503");
        case RESETS -> new TransportResult.Unknown("connection reset");
        case TAKES_AND_THE_PROCESS_DIES -> {
          take(email);
          throw new IllegalStateException("killed");
        }
      };
    }

    private void take(OutgoingEmail email) {
      taken.merge(email.sendId(), 1, Integer::sum);
      went.put(email.sendId(), email);
    }
  }

  @Test
  void providerInAnyMoodTakesAMailOnceAndWhatItTookIsKnownInTheEnd() {
    MoodyProvider provider = new MoodyProvider();
    NurtureSending sending = sending(provider);
    Map<EffectRef, Effect.SendEmail> mails = new LinkedHashMap<>();
    LeadId lead = rig.decidedLead();
    for (int n = 0; n < MAILS; n++) {
      Effect.SendEmail email = new Effect.SendEmail("nurture", 1, "step" + n, 1, "nurture/1-guide", "mail", null);
      rig.fixture.records.effects().order(lead, rig.fixture.now(), List.of(new OrderedEffect(1, 100 + n, email)));
      mails.put(new EffectRef(lead.value(), 1, 100 + n), email);
    }
    for (int turn = 0; turn < 12; turn++) {
      mails.forEach((ref, email) -> attempt(sending, ref, email));
    }
    assertThat(provider.taken.values()).as("seed " + SEED).isNotEmpty().allMatch(times -> times == 1);
    provider.went.forEach(SentOnceTest::isKeptWithoutTheReadersWayOut);
    int open = count("UNKNOWN");
    provider.taken.keySet().forEach(
        send -> rig.take(ProviderRig.event("p-" + send, "processed", send, null, rig.fixture.now(), "")));
    rig.tellAll();
    mails.forEach((ref, email) -> attempt(sending, ref, email));
    assertThat(provider.taken.values()).allMatch(times -> times == 1);
    assertThat(count("ACCEPTED")).isEqualTo(provider.taken.size());
    assertThat(open).isGreaterThan(count("UNKNOWN"));
    System.out.printf(
        "%d mails tried 13 times each: %d taken, each once; %d of unknown fate, %d settled by reports%n",
        MAILS, provider.taken.size(), open, open - count("UNKNOWN"));
  }

  private static void isKeptWithoutTheReadersWayOut(UUID send, OutgoingEmail went) {
    String way = went.unsubscribe().url().toString();
    assertThat(went.content().text()).contains(way);
    String kept = rig.fixture.jdbc.sql("select subject || text || html from sent_mail where send_id = :id").param("id", send)
        .query(String.class).single();
    assertThat(kept).doesNotContain(way)
        .isEqualTo((went.content().subject() + went.content().text() + went.content().html())
            .replace(way, way.substring(0, way.lastIndexOf('/')) + "/..."));
  }

  private static void attempt(NurtureSending sending, EffectRef ref, Effect.SendEmail email) {
    try {
      sending.send(ref, email);
    } catch (ApplicationFailure tryAgain) {
      assertThat(tryAgain.isNonRetryable()).isFalse();
    } catch (IllegalStateException killed) {
      assertThat(killed).hasMessage("killed");
    }
  }

  private static int count(String state) {
    return rig.fixture.jdbc.sql("select count(*) from send where state = :state").param("state", state)
        .query(Integer.class).single();
  }

  private static NurtureSending sending(EmailTransport transport) {
    EmailSettings settings = Emails.outbox(Path.of("unused"), URI.create("http://localhost:8080"));
    EmailComposer composer =
        new EmailComposer(
            settings, EmailTemplates.starter(), new UnsubscribeTokens(new SignedTokens(new byte[32], rig.fixture.clock)),
            Emails.noReplies(), false);
    return new NurtureSending(
        rig.fixture.records, rig.ledger, new ConsentStore(rig.fixture.jdbc), rig.addresses, rig.suppressions,
        RecordFixture.policies(), List.of(), composer, transport, rig.fixture.transaction, rig.fixture.clock);
  }
}
