package dev.leadloop.console.measures;

import dev.leadloop.measures.catalogue.Counting;
import dev.leadloop.measures.catalogue.Measure;
import dev.leadloop.measures.catalogue.MeasureCatalogue;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Under which head the list of measures has one. */
enum MeasureGroup {
  VOLUME,
  CONVERSION,
  VELOCITY,
  SPEED,
  ANSWERS,
  RECYCLE,
  VALUE,
  MAIL,
  SEQUENCES,
  ARMS;

  static MeasureGroup of(Measure measure) {
    return switch (measure.counting()) {
      case Counting.Reaching ignored -> VOLUME;
      case Counting.Going ignored -> CONVERSION;
      case Counting.DroppingOff ignored -> CONVERSION;
      case Counting.Taking ignored -> VELOCITY;
      case Counting.Answering ignored -> SPEED;
      case Counting.Handled ignored -> ANSWERS;
      case Counting.Refused ignored -> ANSWERS;
      case Counting.ComingBack ignored -> RECYCLE;
      case Counting.Worth ignored -> VALUE;
      case Counting.Mailed ignored -> MAIL;
      case Counting.Enrolled ignored -> SEQUENCES;
      case Counting.Drawn ignored -> ARMS;
    };
  }

  /** As messages name it. */
  public String called() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Its measures, in the order of the catalogue. */
  public List<Measure> measures() {
    return MeasureCatalogue.all().stream().filter(measure -> of(measure) == this).toList();
  }

  static List<MeasureGroup> all() {
    return Arrays.asList(values());
  }
}
