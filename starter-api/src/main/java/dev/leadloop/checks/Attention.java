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
   * @param since since when the first of these leads does; null where none does
   * @param seconds the same in seconds until now; 0 where none does
   * @param reasons why, the most frequent first
   * @param rollouts policy versions whose rollout nobody goes on with
   * @param rolloutsSince since when the first of them stands; null where there is none
   * @param enrichment what is wrong with those who are asked about leads, in words
   * @param enrichmentSince since when the first of that is so; null where nothing is, or since the start
   */
  @Schema(name = "AttentionSeen")
  public record StandingView(
      long leads, @Nullable Instant since, long seconds, List<ReasonView> reasons, List<Integer> rollouts,
      @Nullable Instant rolloutsSince, List<String> enrichment, @Nullable Instant enrichmentSince) {
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
    Instant since = first(groups.stream().map(Group::since));
    return new StandingView(
        groups.stream().mapToLong(Group::leads).sum(),
        since,
        since == null ? 0 : Math.max(0, Duration.between(since, now).toSeconds()),
        groups.stream().map(group -> new ReasonView(group.why().name(), group.code(), group.leads())).toList(),
        rollouts.stream().map(StillRollout::version).toList(),
        first(rollouts.stream().map(StillRollout::since)),
        troubles.stream().map(Enrichment.Trouble::words).toList(),
        first(troubles.stream().map(Enrichment.Trouble::since).flatMap(Stream::ofNullable)));
  }

  private static @Nullable Instant first(Stream<Instant> times) {
    return times.min(Instant::compareTo).orElse(null);
  }
}
