package dev.leadloop.nurturing;

import dev.leadloop.desk.RepStore;
import dev.leadloop.email.EmailComposer;
import dev.leadloop.email.address.EmailAddresses;
import dev.leadloop.email.template.RenderedEmail;
import dev.leadloop.email.transport.EmailTransport;
import dev.leadloop.email.transport.Mailbox;
import dev.leadloop.email.transport.OutgoingEmail;
import dev.leadloop.email.transport.TransportResult;
import dev.leadloop.policy.ConsentRules.Topic;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.Sequence;
import dev.leadloop.policy.Step;
import dev.leadloop.record.PolicySource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Sends one mail of a sequence to one of our own people, filled with an invented lead; no lead hears of it. */
public final class TestSends {
  /** The lead that a test's unsubscribe link speaks of; there is none of that id. */
  private static final String NOBODY = "test-send";

  private static final Map<String, String> SAMPLE =
      Map.of("firstName", "Kim", "lastName", "Example", "company", "Example Works", "title", "Marketing Director",
          "topic", "the topic");

  private final PolicySource policies;
  private final EmailComposer composer;
  private final EmailTransport transport;
  private final RepStore reps;
  private final Set<String> domains;

  /**
   * Over the newest policy.
   *
   * @param domains domains of our own organisation, in lower case
   */
  public TestSends(
      PolicySource policies, EmailComposer composer, EmailTransport transport, RepStore reps, Set<String> domains) {
    this.policies = policies;
    this.composer = composer;
    this.transport = transport;
    this.reps = reps;
    this.domains = Set.copyOf(domains);
  }

  /**
   * What came of a test.
   *
   * @param result a word such as "accepted"
   * @param reason why it was not accepted
   * @param topic id of the topic by which a reader stops this mail; null where only leaving everything does
   */
  public record Sent(String result, @Nullable String reason, String to, String subject, @Nullable String topic) {}

  /**
   * Sends the texts of a step, one for each topic as well.
   *
   * @throws IllegalArgumentException where there is no such step, or the address is none of our own people's, in words
   */
  public List<Sent> send(String sequenceId, String stepId, String to) {
    String address = EmailAddresses.normalise(to).orElse("");
    checkOurs(address);
    LeadPolicy policy = policies.latest();
    Sequence sequence = sequence(policy, sequenceId);
    Step.Send step = step(sequence, stepId);
    Map<String, @Nullable String> topics = new TreeMap<>();
    step.byTopic().forEach((topic, template) -> topics.put(template, topic));
    topics.put(step.template(), sequence.topicOf(step));
    return topics.entrySet().stream()
        .map(text -> {
          String topic = policy.topicOf(sequenceId, stepId, text.getValue()).map(Topic::id).orElse(null);
          return send(sequenceId, step, text.getKey(), address, topic);
        })
        .toList();
  }

  /**
   * Sends a text, whatever is in force, to one of our own people.
   *
   * @param own an address that it may go to besides, since it is that of whoever asks; null for none
   * @throws IllegalArgumentException where the address is none of our own people's, in words
   */
  public Sent text(RenderedEmail content, String to, @Nullable String own) {
    String address = EmailAddresses.normalise(to).orElse("");
    if (!address.equals(own)) {
      checkOurs(address);
    }
    OutgoingEmail mail = composer.test(UUID.randomUUID(), Mailbox.of(address), marked(content));
    return sent(transport.send(mail), address, mail.content().subject(), null);
  }

  /** An invented lead, to fill a text with. */
  public static Map<String, String> sample() {
    return SAMPLE;
  }

  private static Sequence sequence(LeadPolicy policy, String sequenceId) {
    Sequence sequence = policy.sequences().get(sequenceId);
    if (sequence == null) {
      throw new IllegalArgumentException("the policy has no sequence '" + sequenceId + "'; it has "
          + policy.sequences().keySet().stream().sorted().toList());
    }
    return sequence;
  }

  private static Step.Send step(Sequence sequence, String stepId) {
    if (sequence.step(stepId) instanceof Step.Send send) {
      return send;
    }
    String mails = sequence.steps().stream()
        .filter(Step.Send.class::isInstance).map(Step::id).collect(Collectors.joining(", "));
    throw new IllegalArgumentException(
        "the sequence '" + sequence.id() + "' sends no mail at '" + stepId + "'; its mails are " + mails);
  }

  private Sent send(String sequence, Step.Send step, String template, String address, @Nullable String topic) {
    OutgoingEmail mail =
        composer.nurture(
            UUID.randomUUID(), NOBODY, Mailbox.of(address), template, SAMPLE, List.of("test", sequence, step.id()));
    OutgoingEmail marked =
        new OutgoingEmail(
            mail.sendId(), mail.from(), mail.to(), mail.replyTo(), marked(mail.content()), mail.unsubscribe(), mail.categories());
    return sent(transport.send(marked), address, marked.content().subject(), topic);
  }

  private static RenderedEmail marked(RenderedEmail content) {
    return content.with("[Test] " + content.subject(), content.text(), content.html());
  }

  private static Sent sent(TransportResult result, String address, String subject, @Nullable String topic) {
    return switch (result) {
      case TransportResult.Accepted ignored -> new Sent("accepted", null, address, subject, topic);
      case TransportResult.Rejected rejected ->
          new Sent("rejected", rejected.code() + " " + rejected.reason(), address, subject, topic);
      case TransportResult.NotSent notSent -> new Sent("not sent", notSent.reason(), address, subject, topic);
      case TransportResult.Unknown unknown -> new Sent("unknown", unknown.reason(), address, subject, topic);
    };
  }

  private void checkOurs(String address) {
    if (!ours(address)) {
      throw new IllegalArgumentException(
          "a test goes only to a rep or manager, or to an address of your own organisation (leadloop.organisation.domains"
              + (domains.isEmpty() ? ", which names none yet" : " names " + String.join(", ", new TreeSet<>(domains))) + ")");
    }
  }

  private boolean ours(String address) {
    String domain = address.substring(address.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
    return domains.contains(domain)
        || reps.all().stream()
        .anyMatch(rep -> rep.active() && EmailAddresses.normalise(rep.email()).equals(Optional.of(address)));
  }
}
