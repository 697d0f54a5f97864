package dev.leadloop.checks;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.leadloop.security.console.OidcProvider;
import dev.leadloop.worker.temporal.TemporalProbe;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** Asks the servers this process stands on. */
@Component
public class Readiness {
  private static final String UP = "up";
  private static final String DOWN = "down";

  private final ReadinessStore store;
  private final TemporalProbe temporal;
  private final Attention attention;
  private final OidcProvider provider;

  Readiness(ReadinessStore store, TemporalProbe temporal, Attention attention, OidcProvider provider) {
    this.store = store;
    this.temporal = temporal;
    this.attention = attention;
    this.provider = provider;
  }

  /**
   * Which servers answer, and what stands still.
   *
   * @param status up; attention, where both answer, and some leads stand still or the provider that people sign in at is away;
   *     degraded, where Temporal is away; down, where the database is
   * @param database up or down
   * @param temporal up or down
   * @param signInProvider down where one is set and did not answer last; null in any other case
   * @param standing what stands still; null where nothing does, or cannot be seen
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "ReadinessState")
  public record ReadinessView(
      String status, String database, String temporal, @Nullable String signInProvider,
      Attention.@Nullable StandingView standing) {
    @JsonIgnore
    public boolean databaseUp() {
      return UP.equals(database);
    }
  }

  public ReadinessView check() {
    boolean database = databaseAnswers();
    boolean engine = temporal.answers();
    Attention.StandingView standing = database ? standing() : null;
    boolean signInAway = provider.offer().map(OidcProvider.Offer::away).orElse(false);
    String all = !database ? DOWN : !engine ? "degraded" : standing == null && !signInAway ? UP : "attention";
    return new ReadinessView(all, database ? UP : DOWN, engine ? UP : DOWN, signInAway ? DOWN : null, standing);
  }

  private Attention.@Nullable StandingView standing() {
    try {
      Attention.StandingView seen = attention.seen();
      return seen.nothing() ? null : seen;
    } catch (DataAccessException justGone) {
      return null;
    }
  }

  private boolean databaseAnswers() {
    try {
      return store.answers();
    } catch (DataAccessException away) {
      return false;
    }
  }
}
