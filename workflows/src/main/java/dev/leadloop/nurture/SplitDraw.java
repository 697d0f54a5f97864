package dev.leadloop.nurture;

import dev.leadloop.policy.Step;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Which way of an A/B split a lead goes: fixed by the ids of lead, sequence and step alone, so that it comes out the same
 * in every version, and as good as even over many leads.
 */
public final class SplitDraw {
  private static final int PARTS = 1_000_000;

  private SplitDraw() {}

  /** The share that a lead falls into. */
  public static Step.Share draw(String leadId, String sequence, Step.Split split) {
    long point = point(leadId + '\n' + sequence + '\n' + split.id());
    long upTo = 0;
    for (Step.Share share : split.shares()) {
      upTo += share.percent() * (long) (PARTS / 100);
      if (point < upTo) {
        return share;
      }
    }
    return split.shares().get(split.shares().size() - 1);
  }

  private static long point(String text) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      long number = 0;
      for (int i = 0; i < Long.BYTES; i++) {
        number = number << Byte.SIZE | hash[i] & 0xff;
      }
      return Math.floorMod(number, PARTS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
