package dev.leadloop.worker.start;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** The process cannot start, for a reason that the person who started it can mend. The message says how. */
public class StartFailure extends RuntimeException {
  @Serial
  private static final long serialVersionUID = 1L;

  /** A failure whose message is one sentence for the person at the terminal. */
  public StartFailure(String sentence) {
    this(sentence, null);
  }

  /** The same, with what was found underneath, for debugging. */
  public StartFailure(String sentence, @Nullable Throwable cause) {
    super(sentence, cause);
  }
}
