package dev.leadloop.checks;

import dev.leadloop.enrichment.Enrichment;
import dev.leadloop.view.AttentionStore;
import dev.leadloop.view.AttentionStore.Group;
import dev.leadloop.view.AttentionStore.StillRollout;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Looks at most every other second what stands still, however many ask. */
@Component
public class Attention {
  private static final Duration GOOD_FOR = Duration.ofSeconds(2);

  private final AttentionStore store;
  private final Enrichment enrichment;
  private final Clock clock;
  private @Nullable StandingView last;
  private Instant looked = Instant.MIN;

  Attention(JdbcClient jdbc, Enrichment enrichment, Clock clock) {
    this.store = new AttentionStore(jdbc);
    this.enrichment = enrichment;
    this.clock = clock;
  }

  /**
   * What was seen. It names no lead: anybody may read it.
   *
   * @param leads how many stand still
   * @param since when the first of them came to; null where none does
   * @param seconds the same in seconds until now
   * @param reasons why, the most frequent first
   * @param rollouts policy versions whose rollout nobody goes on with
   * @param enrichment what is wrong with those who are asked about leads, in words
   */
  @Schema(name = "AttentionSeen")
  public record StandingView(
      long leads, @Nullable Instant since, long seconds, List<ReasonView> reasons, List<Integer> rollouts,
      List<String> enrichment) {
    /** Whether nothing stands still. */
    public boolean nothing() {
      return leads == 0 && rollouts.isEmpty() && enrichment.isEmpty();
    }

    /** Such as "3 leads stand still: 3, because Temporal does not start its workflow (INVALID_ARGUMENT)". */
    public String sentence() {
      String ofLeads = (leads == 1 ? "1 lead stands still: " : leads + " leads stand still: ")
          + reasons.stream().map(reason -> reason.leads() + ", because " + reason.words()).collect(Collectors.joining("; "));
      Stream<String> ofRollouts = rollouts.stream().map(Advice::ofRollout);
      return Stream.of(leads == 0 ? Stream.<String>empty() : Stream.of(ofLeads), ofRollouts, enrichment.stream())
          .flatMap(all -> all).collect(Collectors.joining("; "));
    }
  }

  /**
   * One of the reasons.
   *
   * @param code status with which these leads are refused; null where they are not
   */
  @Schema(name = "AttentionReason")
  public record ReasonView(String what, @Nullable String code, long leads) {
    /** The same for people. */
    public String words() {
      return Advice.happened(AttentionStore.Why.valueOf(what), code);
    }
  }

  /** What stands still now, or did a moment ago; fails like the database where that is away. */
  public synchronized StandingView seen() {
    Instant now = clock.instant();
    if (last == null || now.isAfter(looked.plus(GOOD_FOR))) {
      last = look(now);
      looked = now;
    }
    return last;
  }

  private StandingView look(Instant now) {
    List<Group> groups = store.groups();
    List<StillRollout> rollouts = store.rollouts();
    List<Enrichment.Trouble> troubles = enrichment.troubles();
    Instant since = Stream.of(
            groups.stream().map(Group::since), rollouts.stream().map(StillRollout::since),
            troubles.stream().map(Enrichment.Trouble::since).flatMap(Stream::ofNullable))
        .flatMap(all -> all)
        .min(Instant::compareTo).orElse(null);
    return new StandingView(
        groups.stream().mapToLong(Group::leads).sum(),
        since,
        since == null ? 0 : Math.max(0, Duration.between(since, now).toSeconds()),
        groups.stream().map(group -> new ReasonView(group.why().name(), group.code(), group.leads())).toList(),
        rollouts.stream().map(StillRollout::version).toList(),
        troubles.stream().map(Enrichment.Trouble::words).toList());
  }
}
