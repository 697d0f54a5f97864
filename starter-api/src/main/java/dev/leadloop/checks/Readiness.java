package dev.leadloop.checks;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
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

  Readiness(ReadinessStore store, TemporalProbe temporal, Attention attention) {
    this.store = store;
    this.temporal = temporal;
    this.attention = attention;
  }

  /**
   * Which servers answer, and what stands still.
   *
   * @param status up; attention, where all answer and some leads stand still; degraded, where Temporal is away; down, where
   *     the database is
   * @param database up or down
   * @param temporal up or down
   * @param standing what stands still; null where nothing does, or cannot be seen
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "ReadinessState")
  public record ReadinessView(String status, String database, String temporal, Attention.@Nullable StandingView standing) {
    @JsonIgnore
    public boolean databaseUp() {
      return UP.equals(database);
    }
  }

  public ReadinessView check() {
    boolean database = databaseAnswers();
    boolean engine = temporal.answers();
    Attention.StandingView standing = database ? standing() : null;
    String all = !database ? DOWN : !engine ? "degraded" : standing == null ? UP : "attention";
    return new ReadinessView(all, database ? UP : DOWN, engine ? UP : DOWN, standing);
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
