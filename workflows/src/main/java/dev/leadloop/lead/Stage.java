package dev.leadloop.lead;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a lead is in its life; parked, suppressed and in review are facts beside the stage. */
public enum Stage {
  NURTURING,
  MQL,
  /** Handed to sales, answer due: the funnel's SQL. */
  @JsonProperty("SQL")
  SALES_QUALIFIED,
  ACCEPTED,
  OPPORTUNITY,
  WON,
  LOST,
  DISQUALIFIED,
  ERASED;

  /** The name people and other systems read. */
  public String label() {
    return this == SALES_QUALIFIED ? "SQL" : name();
  }

  /** Whether marketing may send nurture e-mail in this stage. */
  public boolean nurtured() {
    return this == NURTURING || this == MQL;
  }

  /** Whether the life of the lead has ended here, unless something is still due or someone reopens it. */
  public boolean closed() {
    return this == WON || this == LOST || this == DISQUALIFIED || this == ERASED;
  }

  /** The stage of that {@link #label()}. */
  public static Stage ofLabel(String label) {
    return "SQL".equals(label) ? SALES_QUALIFIED : valueOf(label);
  }

  /** The same of what may be no stage's, where one lead that cannot be read must not keep others from being shown. */
  public static Optional<Stage> find(@Nullable String label) {
    return Arrays.stream(values()).filter(stage -> stage.label().equals(label)).findFirst();
  }
}
