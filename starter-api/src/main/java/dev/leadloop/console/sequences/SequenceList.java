package dev.leadloop.console.sequences;

import dev.leadloop.console.sequences.SequencePage.Share;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All sequences, each in a line. */
record SequenceList(List<Line> lines, SequenceSpan span, List<SequenceSpan> spans) {

  /**
   * A sequence.
   *
   * @param version of the newest policy; null where that has it no more
   * @param begins what begins it, in words
   * @param older leads that run another version than the newest policy's
   * @param strip its steps, drawn small
   * @param mail how many mails were sent, then shares of them
   * @param ready how many who began it became ready
   */
  record Line(
      String id,
      @Nullable Integer version,
      List<String> begins,
      boolean paused,
      long leads,
      long older,
      long held,
      List<Dot> strip,
      String sent,
      List<Share> mail,
      @Nullable Share ready) {}

  /** A step drawn small, with how many leads stand there. */
  record Dot(String kind, String title, long waiting) {}
}
