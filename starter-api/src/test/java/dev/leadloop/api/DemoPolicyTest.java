package dev.leadloop.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.email.template.EmailTemplates;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.Step;
import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.policyfile.PolicyTexts;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DemoPolicyTest {

  private final LeadPolicy starter = PolicyTexts.read(PolicyCatalog.starter(), 1);
  private final LeadPolicy demo = demo();

  @Test
  void judgesLeadsLikeTheStarterPolicy() {
    assertThat(demo.scoring()).isEqualTo(starter.scoring());
    assertThat(demo.product()).isEqualTo(starter.product());
    assertThat(demo.account()).isEqualTo(starter.account());
    assertThat(demo.fit()).isEqualTo(starter.fit());
    assertThat(demo.negatives()).isEqualTo(starter.negatives());
    assertThat(demo.qualification()).isEqualTo(starter.qualification());
    assertThat(demo.tracks()).isEqualTo(starter.tracks());
  }

  @Test
  void keepsNobodyWaitingForLongerThanAMinute() {
    Duration minute = Duration.ofMinutes(1);
    assertThat(demo.sla().classes()).allSatisfy(sla -> assertThat(sla.answerWithin()).isLessThanOrEqualTo(minute));
    assertThat(demo.sequences().values()).allSatisfy(sequence -> assertThat(sequence.steps())
        .allSatisfy(step -> assertThat(((Step.Send) step).after()).isLessThanOrEqualTo(minute)));
    assertThat(demo.recycle().coolDown()).isLessThanOrEqualTo(minute);
  }

  private static LeadPolicy demo() {
    try (InputStream in = DemoPolicyTest.class.getResourceAsStream("/policies/demo.yaml")) {
      assertThat(in).isNotNull();
      return PolicyTexts.read(new String(in.readAllBytes(), StandardCharsets.UTF_8), 1,
          EmailTemplates.starter().ids()::contains);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
