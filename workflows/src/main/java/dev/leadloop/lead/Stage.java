package dev.leadloop.lead;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.Locale;
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

  /** The name other systems read, and columns keep. */
  public String label() {
    return this == SALES_QUALIFIED ? "SQL" : name();
  }

  /** What people call it, such as "Handed to sales". */
  public String words() {
    return switch (this) {
      case NURTURING -> "Nurturing";
      case MQL -> "MQL";
      case SALES_QUALIFIED -> "Handed to sales";
      case ACCEPTED -> "Accepted";
      case OPPORTUNITY -> "Opportunity";
      case WON -> "Won";
      case LOST -> "Lost";
      case DISQUALIFIED -> "Disqualified";
      case ERASED -> "Erased";
    };
  }

  /** What people call the stage of that {@link #label()}; a text that is no stage's stays. */
  public static String words(String label) {
    return find(label).map(Stage::words).orElse(label);
  }

  /** What a lead in it is, to go on from "the lead is", such as "an opportunity". */
  public String is() {
    return switch (this) {
      case NURTURING -> "being nurtured";
      case MQL -> "an MQL";
      case OPPORTUNITY -> "an opportunity";
      case SALES_QUALIFIED, ACCEPTED, WON, LOST, DISQUALIFIED, ERASED -> words().toLowerCase(Locale.ROOT);
    };
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
