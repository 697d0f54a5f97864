package dev.leadloop.lifecycle.deciding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.lifecycle.NotBegun;
import dev.leadloop.lifecycle.journal.Forgotten;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RefusalCodeTest {
  @Test
  void wordsStayThatHistoriesAndCallersKnow() {
    assertThat(RefusalCode.values()).extracting(RefusalCode::word)
        .containsExactlyInAnyOrder(
            "cycle-over", "no-handoff", "not-owner", "not-allowed", "unknown-reason", "note-needed", "bad-time", "bad-amount",
            "unknown-rep", "same-rep", "unknown-sequence", "paused", "not-paused", "pause-limit", "snooze-limit",
            "not-accepted", "no-review", "not-nurtured", "no-address", "suppressed", "withheld", "no-consent", "parked",
            "already-running", "had-before", "another-version", "not-closed", "disqualified", "invalid", "no-type",
            Forgotten.REASON);
  }

  @Test
  void codeIsFoundByItsWord() {
    assertThat(RefusalCode.values()).allSatisfy(code -> assertThat(RefusalCode.of(code.word())).contains(code));
    assertThat(RefusalCode.of("moon-too-full")).isEmpty();
  }

  @Test
  void whatIsNotBegunIsRefusedBySameWord() {
    assertThat(Arrays.stream(NotBegun.values()).map(NotBegun::code))
        .containsExactly(
            "not-nurtured", "no-address", "suppressed", "withheld", "no-consent", "parked", "unknown-sequence", "already-running",
            "had-before");
  }
}
