package dev.leadloop.simulation;

/**
 * Chance that a seed decides: the same seed and the same words give the same number, whatever was asked before, so that two
 * policies are played with the same luck.
 */
final class Chance {
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;
  private static final double PARTS = 1L << 53;

  private Chance() {}

  /** A number from 0 to below 1. */
  static double of(long seed, String what, String lead, int cycle, String owner) {
    long hash = FNV_OFFSET;
    hash = mixed(hash, what);
    hash = mixed(hash, lead);
    hash = mixed(hash, owner);
    return (finished(hash + seed * 0x9e3779b97f4a7c15L + cycle * 0xd1b54a32d192ed03L) >>> 11) / PARTS;
  }

  private static long mixed(long hash, String text) {
    long mixed = hash;
    for (int i = 0; i < text.length(); i++) {
      mixed = (mixed ^ text.charAt(i)) * FNV_PRIME;
    }
    return (mixed ^ '\n') * FNV_PRIME;
  }

  private static long finished(long number) {
    long mixed = (number ^ number >>> 30) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
    return mixed ^ mixed >>> 31;
  }
}
