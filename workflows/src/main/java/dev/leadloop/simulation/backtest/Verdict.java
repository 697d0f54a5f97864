package dev.leadloop.simulation.backtest;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How right a policy would have been.
 *
 * @param held by target
 */
public record Verdict(long mqls, long sqls, double sqlsPerWeek, Map<Target, Against> held) {
  /**
   * How right against one target.
   *
   * @param precision of those that it hands over, the good ones
   * @param recall of the good ones, those that it hands over
   * @param base good ones among all whose outcome is known
   * @param auc null where there are too few to say
   * @param tenths leads by how far they came, a tenth each
   */
  public record Against(
      long found, long wrong, long missed, long spared, long open,
      Share precision, Share recall, Share f1, Share base, Curve.@Nullable Auc auc, List<Curve.Tenth> tenths) {

    static Against of(Tally.Held held) {
      return new Against(
          held.found(), held.wrong(), held.missed(), held.spared(), held.openFound() + held.openSpared(),
          Share.of(held.found(), held.found() + held.wrong()), Share.of(held.found(), held.found() + held.missed()),
          Share.f1(held.found(), held.wrong(), held.missed()),
          Share.of(held.found() + held.missed(), held.found() + held.wrong() + held.missed() + held.spared()),
          Curve.auc(held.ranked()), Curve.tenths(held.ranked()));
    }
  }

  /**
   * What counts come to.
   *
   * @param weeks how many the backtest looks at
   */
  public static Verdict of(Tally tally, double weeks) {
    Map<Target, Against> held = new EnumMap<>(Target.class);
    tally.held().forEach((target, one) -> held.put(target, Against.of(one)));
    long handedOver = tally.weeks().values().stream().mapToLong(Long::longValue).sum();
    return new Verdict(tally.mqls(), tally.sqls(), weeks <= 0 ? 0 : handedOver / weeks, held);
  }
}
