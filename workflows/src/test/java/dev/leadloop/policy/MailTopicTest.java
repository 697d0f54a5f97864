package dev.leadloop.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.lifecycle.TestPolicies;
import dev.leadloop.policy.ConsentRules.Need;
import dev.leadloop.policy.ConsentRules.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which of the topics that readers may leave a mail belongs to. */
class MailTopicTest {
  private static final Sequence NURTURE =
      new Sequence(
          "nurture", 1, "product", null,
          List.of(
              mail("guide", null), mail("audit", "security"), mail("webinar", "security"), mail("legal", "Terms"),
              new Step.Send("read", Duration.ZERO, "t", "read", "product", Map.of("security", "s", "cars", "c"))));

  private static Step.Send mail(String id, @Nullable String topic) {
    return new Step.Send(id, Duration.ZERO, "t", id, topic, Map.of());
  }

  private static @Nullable String topicOf(String step, String about, Topic... topics) {
    return policy(topics).topicOf("nurture", step, about).map(Topic::id).orElse(null);
  }

  private static LeadPolicy policy(Topic... topics) {
    LeadPolicy p = TestPolicies.small();
    return TestPolicies.policy(
            p.version(), p.contentHash(), p.name(), p.scoring(), p.fit(), p.negatives(), p.qualification(),
            Map.of("nurture", NURTURE), p.tracks(), p.calendars(), p.sla(), p.routing(), p.dispositions(), p.recycle(),
            p.afterAcceptance(), new ConsentRules(Need.NONE, Duration.ofDays(1), List.of(topics)), ReviewRules.STANDARD,
            NurtureRules.UNLIMITED);
  }

  private static Topic topic(String id, String... sends) {
    return new Topic(id, id, List.of(sends));
  }

  @Test
  void aMailBelongsToTheTopicItsStepNamesElseToTheOneItsSequenceNames() {
    Topic[] unlisted = {topic("security"), topic("product")};
    assertThat(topicOf("audit", "security", unlisted)).isEqualTo("security");
    assertThat(topicOf("guide", "product", unlisted)).isEqualTo("product");
    assertThat(topicOf("legal", "Terms", topic("terms"))).as("whatever the case").isEqualTo("terms");
  }

  @Test
  void aMailThatIsListedBelongsWhereItIsListedWhateverItIsAbout() {
    Topic[] topics = {topic("security"), topic("events", "nurture/webinar")};
    assertThat(topicOf("webinar", "security", topics)).isEqualTo("events");
    assertThat(topicOf("audit", "security", topics)).isEqualTo("security");
  }

  @Test
  void aListedSequenceTakesTheMailsThatSayNothingThemselves() {
    Topic[] topics = {topic("guides", "nurture"), topic("security"), topic("product")};
    assertThat(topicOf("guide", "product", topics)).isEqualTo("guides");
    assertThat(topicOf("legal", "Terms", topics)).as("readers cannot leave that topic by itself").isEqualTo("guides");
    assertThat(topicOf("audit", "security", topics)).isEqualTo("security");
  }

  @Test
  void aTextChosenByWhatTheLeadReadBelongsToThatTopicWhereReadersMayLeaveIt() {
    Topic[] topics = {topic("product"), topic("security")};
    assertThat(topicOf("read", "security", topics)).isEqualTo("security");
    assertThat(topicOf("read", "cars", topics)).isEqualTo("product");
  }

  @Test
  void aTextSentByItselfBelongsWhereItsStepIsListed() {
    assertThat(policy(topic("events", "nurture/read")).topicOfText("s")).isEqualTo("events");
    assertThat(policy(topic("guides", "nurture")).topicOfText("s")).isEqualTo("guides");
    assertThat(policy(topic("security"), topic("guides", "nurture")).topicOfText("s")).isEqualTo("security");
    assertThat(policy(topic("events", "nurture/read")).topicOfText("nobody/mails-it")).isNull();
  }

  @Test
  void aMailWhoseStepIsGoneStillBelongsToWhatItIsAbout() {
    assertThat(topicOf("gone", "security", topic("security"))).isEqualTo("security");
    assertThat(topicOf("gone", "cars", topic("security"))).isNull();
  }
}
