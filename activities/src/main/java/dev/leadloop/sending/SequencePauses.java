package dev.leadloop.sending;

import dev.leadloop.lead.Principal;
import dev.leadloop.text.VisibleText;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sequences stopped everywhere by one call. A send and a pause take the same lock, so that no mail of the sequence begins
 * to be sent once a call of {@link #pause} has returned.
 */
public final class SequencePauses {
  private final SequencePauseStore store;
  private final TransactionTemplate transaction;
  private final InstantSource clock;

  public SequencePauses(JdbcClient jdbc, PlatformTransactionManager transactions, InstantSource clock) {
    this.store = new SequencePauseStore(jdbc);
    this.transaction = new TransactionTemplate(transactions);
    this.clock = clock;
  }

  /**
   * Holds every mail of a sequence until it is resumed; takes part in the caller's transaction if there is one.
   *
   * @param why what people read of it; must not be blank
   * @return whether it was running before; a pause already there keeps its reason
   * @throws IllegalArgumentException without a reason
   */
  public boolean pause(String sequence, Principal by, String why) {
    if (VisibleText.isBlank(why)) {
      throw new IllegalArgumentException("Say why the sequence '" + sequence + "' is paused.");
    }
    return Boolean.TRUE.equals(
        transaction.execute(status -> {
          store.lock(sequence);
          return store.begin(sequence, by, VisibleText.trim(why), clock.instant());
        }));
  }

  /**
   * Lets a sequence go on where it stood, and tells the leads that wait for it.
   *
   * @param why may be null
   * @return whether it was paused
   */
  public boolean resume(String sequence, Principal by, @Nullable String why) {
    return Boolean.TRUE.equals(
        transaction.execute(status -> {
          Instant now = clock.instant();
          Optional<Long> pause = store.end(sequence, by, why, now);
          pause.ifPresent(ended -> store.tellHeld(ResumeNews.of(sequence, ended, by, now)));
          return pause.isPresent();
        }));
  }

  /**
   * Tells the leads that a mail of a sequence is held of to look again, as after a pause of something else than the sequence.
   *
   * @param news the same for every lead, so that none is told twice
   */
  public void tellHeld(String sequence, String news, Principal by) {
    store.tellHeld(ResumeNews.called(news, sequence, by, clock.instant()));
  }

  /** The pause a sequence is in; empty where it runs. */
  public Optional<Pause> find(String sequence) {
    return store.find(sequence);
  }

  /** The same, keeping a pause from beginning until the caller's transaction ends; call it last before a send. */
  public Optional<Pause> findLocked(String sequence) {
    store.share(sequence);
    return store.find(sequence);
  }

  /** Every pause that is open now, by sequence. */
  public List<Pause> open() {
    return store.open();
  }

  /**
   * A sequence that is paused.
   *
   * @param by who paused it, such as "marketing:site"
   */
  public record Pause(String sequence, Instant at, String by, String why) {}
}
