package dev.leadloop.checks;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.leadloop.security.console.OidcProvider;
import dev.leadloop.watching.Trouble;
import dev.leadloop.watching.Troubles;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** Asks the servers this process stands on. */
@Component
public class Readiness {
  private static final String UP = "up";
  private static final String DOWN = "down";

  private static final Set<Trouble> OF_TEMPORAL =
      EnumSet.of(Trouble.TEMPORAL_AWAY, Trouble.TEMPORAL_REFUSES, Trouble.NAMESPACE_MISSING);

  private final Troubles troubles;
  private final Attention attention;
  private final OidcProvider provider;

  Readiness(Troubles troubles, Attention attention, OidcProvider provider) {
    this.troubles = troubles;
    this.attention = attention;
    this.provider = provider;
  }

  /**
   * Which servers answer, and what stands still.
   *
   * @param status up; attention, where both answer, and something else is wrong, some leads stand still or the provider that
   * people
   *     sign in at is away;
   *     degraded, where Temporal is away; down, where the database is
   * @param database up or down
   * @param temporal up or down
   * @param signInProvider down where one is set and did not answer last; null in any other case
   * @param standing what stands still; null where nothing does, or cannot be seen
   * @param wrong what is wrong, and what to do about it; null where nothing is
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "ReadinessState")
  public record ReadinessView(
      String status, String database, String temporal, @Nullable String signInProvider,
      Attention.@Nullable StandingView standing, @Nullable List<TroubleView> wrong) {
    @JsonIgnore
    public boolean databaseUp() {
      return UP.equals(database);
    }
  }

  /**
   * One thing that is wrong.
   *
   * @param what its name, for programs, such as DATABASE_AWAY
   * @param words for people; they name settings, and never what those are set to
   */
  @Schema(name = "ReadinessTrouble")
  public record TroubleView(String what, String words) {}

  public ReadinessView check() {
    Set<Trouble> wrong = troubles.now();
    boolean database = !wrong.contains(Trouble.DATABASE_AWAY);
    boolean engine = wrong.stream().noneMatch(OF_TEMPORAL::contains);
    Attention.StandingView standing = database ? standing() : null;
    boolean signInAway = provider.offer().map(OidcProvider.Offer::away).orElse(false);
    boolean nothing = wrong.isEmpty() && standing == null && !signInAway;
    String all = !database ? DOWN : !engine ? "degraded" : nothing ? UP : "attention";
    return new ReadinessView(
        all, database ? UP : DOWN, engine ? UP : DOWN, signInAway ? DOWN : null, standing,
        wrong.isEmpty() ? null : wrong.stream().map(one -> new TroubleView(one.name(), one.words())).toList());
  }

  private Attention.@Nullable StandingView standing() {
    try {
      Attention.StandingView seen = attention.seen();
      return seen.nothing() ? null : seen;
    } catch (DataAccessException justGone) {
      return null;
    }
  }
}
