package dev.leadloop.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadloop.api.Browser;
import dev.leadloop.api.DecidingApiTest;
import dev.leadloop.email.token.HandoffTokens;
import dev.leadloop.email.token.SignedTokens;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** I17 of links, watched at the inbox, and bugs put in front of the server to see that the watch would notice them. */
class LinkActsOnceTest extends DecidingApiTest {
  private static final UnaryOperator<Link> NO_BUG = link -> link;

  /** What a link says of itself. */
  private record Link(String lead, int cycle, Instant issuedAt) {
    static Link fresh(String lead, int cycle) {
      return new Link(lead, cycle, Instant.now().minus(Duration.ofMinutes(1)));
    }

    Link olderBy(Duration age) {
      return new Link(lead, cycle, issuedAt.minus(age));
    }

    boolean old() {
      return issuedAt.plus(HandoffTokens.LIFE).isBefore(Instant.now());
    }

    String token() {
      Clock then = Clock.fixed(issuedAt, ZoneOffset.UTC);
      return new HandoffTokens(new SignedTokens(new byte[32], then), then).issue(lead, cycle, "rep-1");
    }
  }

  @Test
  void linkActsOnceForItsOwnHandoffAndInItsTime() throws Exception {
    watch(NO_BUG);
  }

  static Stream<Arguments> bugs() {
    AtomicInteger times = new AtomicInteger();
    return Stream.of(
        bug("a link acted twice", link -> link.olderBy(Duration.ofSeconds(times.incrementAndGet()))),
        bug("a link answered another handoff than its own", link -> new Link(link.lead(), 1, link.issuedAt())),
        bug("a link acted after its time", link -> link.old() ? Link.fresh(link.lead(), link.cycle()) : link));
  }

  private static Arguments bug(String found, UnaryOperator<Link> takenFor) {
    return Arguments.of(found, takenFor);
  }

  /** Each bug is a server that takes a link for another one, which would be good. */
  @ParameterizedTest(name = "I17: {0}")
  @MethodSource("bugs")
  void aSeededBugIsCaughtUnderItsName(String found, UnaryOperator<Link> takenFor) {
    assertThatThrownBy(() -> watch(takenFor)).isInstanceOf(AssertionError.class).hasMessageContaining("I17: " + found);
  }

  private void watch(UnaryOperator<Link> takenFor) throws Exception {
    // Undecided, the handoff stays open, so that nothing but the link itself stands against a second answer.
    workflows.silent();
    Link twice = Link.fresh(handedOver(), 1);
    answer(takenFor, twice);
    answer(takenFor, twice);
    assertThat(answers(twice.lead())).as("I17: a link acted twice").isEqualTo(1);
    String lead = handedOver();
    answer(takenFor, Link.fresh(lead, 2));
    assertThat(answers(lead)).as("I17: a link answered another handoff than its own").isZero();
    answer(takenFor, Link.fresh(lead, 1).olderBy(HandoffTokens.LIFE));
    assertThat(answers(lead)).as("I17: a link acted after its time").isZero();
  }

  private void answer(UnaryOperator<Link> takenFor, Link link) throws Exception {
    new Browser(port).sendRaw("/h/" + takenFor.apply(link).token(), Browser.body(Map.of("answer", "accept")));
  }

  private int answers(String lead) {
    return count("select count(*) from inbox where kind = 'accept' and lead_id = '" + lead + "'");
  }
}
