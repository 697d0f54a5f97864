package dev.leadloop.store;

import dev.leadloop.lead.Stage;
import java.util.Arrays;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Groups of stages as statements list them, in brackets. */
public final class Stages {
  /** Those in which a life has ended. */
  public static final String CLOSED = listed(Stage::closed);

  /** Those in which marketing may mail. */
  public static final String NURTURED = listed(Stage::nurtured);

  private Stages() {}

  private static String listed(Predicate<Stage> which) {
    return Arrays.stream(Stage.values()).filter(which).map(stage -> "'" + stage.label() + "'")
        .collect(Collectors.joining(", ", "(", ")"));
  }
}
