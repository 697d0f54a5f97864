package dev.leadloop.measures.catalogue;

import java.util.List;

/**
 * Companies by how many work there, in the bands that LinkedIn's company pages use.
 *
 * @param most how many at most; {@link Integer#MAX_VALUE} for the largest
 */
public record SizeBand(int least, int most) {

  /** All bands, the smallest first. */
  public static final List<SizeBand> ALL = List.of(
      new SizeBand(1, 10), new SizeBand(11, 50), new SizeBand(51, 200), new SizeBand(201, 500), new SizeBand(501, 1_000),
      new SizeBand(1_001, 5_000), new SizeBand(5_001, 10_000), new SizeBand(10_001, Integer.MAX_VALUE));

  /** Such as 51-200 or 10001+. */
  public String called() {
    return most == Integer.MAX_VALUE ? least + "+" : least + "-" + most;
  }
}
