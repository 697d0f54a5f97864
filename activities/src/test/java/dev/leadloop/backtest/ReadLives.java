package dev.leadloop.backtest;

import java.util.List;
import java.util.function.Consumer;

/** Lives that are read, each of which can be. */
final class ReadLives {
  private ReadLives() {}

  static RecordedLifeStore.Listener each(Consumer<RecordedLifeStore.Lived> told) {
    return new RecordedLifeStore.Listener() {
      @Override
      public void lived(List<RecordedLifeStore.Lived> lives) {
        lives.forEach(told);
      }

      @Override
      public void unreadable(String leadId, long events, RuntimeException why) {
        throw new AssertionError("lead " + leadId + " cannot be read", why);
      }
    };
  }
}
