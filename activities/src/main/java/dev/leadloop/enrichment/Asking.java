package dev.leadloop.enrichment;

import dev.leadloop.enrichment.AnswerStore.About;
import dev.leadloop.enrichment.AnswerStore.Taken;
import dev.leadloop.enrichment.EnrichmentProvider.Answer;
import dev.leadloop.enrichment.EnrichmentProvider.Subject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Puts questions to one service: so many at a time and so many a second, over all processes together, and at most half of
 * them for leads that came among many. A service that fails {@value #MOST_FAILURES} times in a row rests, a quarter of a
 * minute first and twice as long each time up to five minutes; then one question tries whether it answers again. What it says
 * of one question alone is no failure of this kind: that question is given up, and the others go on.
 */
public final class Asking implements AutoCloseable {
  static final int MOST_FAILURES = 5;
  private static final int MOST_TRIES = 8;
  private static final Logger LOG = LoggerFactory.getLogger(Asking.class);
  private static final Duration LONGEST_REST = Duration.ofMinutes(5);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);
  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
  private static final Duration WHEN_FULL = Duration.ofMillis(100);
  private static final Duration WHEN_IDLE = Duration.ofMillis(500);

  private final EnrichmentProvider provider;
  private final ServiceSettings service;
  private final EnrichmentSettings settings;
  private final AnswerStore answers;
  private final WishStore wishes;
  private final ProviderStore states;
  private final TransactionTemplate transaction;
  private final InstantSource clock;
  private final Runnable answered;
  private final ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor();

  /**
   * Asks nobody yet.
   *
   * @param answered called where leads may be looked at again
   */
  public Asking(
      EnrichmentProvider provider, ServiceSettings service, EnrichmentSettings settings, JdbcClient jdbc,
      TransactionTemplate transaction, InstantSource clock, Runnable answered) {
    this.provider = provider;
    this.service = service;
    this.settings = settings;
    this.answers = new AnswerStore(jdbc);
    this.wishes = new WishStore(jdbc);
    this.states = new ProviderStore(jdbc);
    this.transaction = transaction;
    this.clock = clock;
    this.answered = answered;
  }

  private record Asked(Taken taken, Question question) {}

  private record Round(List<Taken> taken, Duration pause) {}

  /** Begins to ask what may be asked now; returns how long to wait until the next time. Nobody waits for an answer here. */
  public Duration ask() {
    Round round = Objects.requireNonNull(transaction.execute(status -> take()));
    if (!round.taken().isEmpty()) {
      Map<String, List<About>> about = answers.about(round.taken().stream().map(Taken::question).toList()).stream()
          .collect(Collectors.groupingBy(About::question));
      for (Taken taken : round.taken()) {
        Question question = question(taken, about.getOrDefault(taken.question(), List.of()));
        if (question == null) {
          answers.drop(provider.name(), taken.question());
        } else {
          calls.execute(() -> ask(new Asked(taken, question)));
        }
      }
    }
    return round.pause();
  }

  /** Forgets answers that have not been good for as long as they were. */
  public int tidyUp() {
    return answers.forget(clock.instant().minus(settings.foundFor()));
  }

  private Round take() {
    ProviderStore.State state = states.lock(provider.name());
    Duration rest = state.restsFor();
    if (rest != null) {
      return new Round(List.of(), rest.compareTo(WHEN_IDLE) < 0 ? rest : WHEN_IDLE);
    }
    boolean tries = state.failures() >= MOST_FAILURES;
    int places = tries
        ? (state.asking() > 0 ? 0 : 1)
        : Math.min(service.atOnce() - state.asking(), service.perSecond() - state.begun());
    List<Taken> taken = new ArrayList<>(answers.take(provider.name(), false, places, lease(), tries));
    int bulk = Math.max(1, service.atOnce() / 2) - state.askingBulk();
    taken.addAll(answers.take(provider.name(), true, Math.min(places - taken.size(), bulk), lease(), tries));
    return new Round(taken, places <= 0 || !taken.isEmpty() ? WHEN_FULL : WHEN_IDLE);
  }

  /** A process that dies while it asks holds a question up for no longer than that. */
  private Duration lease() {
    return service.timeLimit().multipliedBy(2).plusSeconds(5);
  }

  /** The question in full, from a lead that waits for it; null where none does any more. */
  private @Nullable Question question(Taken taken, List<About> leads) {
    for (About lead : leads) {
      Question question = Question.of(lead.emailKey(), lead.company(), lead.mayBeNamed());
      if (provider.about(question).map(Subject::key).filter(taken.question()::equals).isPresent()) {
        return question;
      }
    }
    return null;
  }

  private void ask(Asked asked) {
    try {
      settle(asked.taken(), provider.ask(asked.question()));
      wishes.answered(asked.taken().question());
      answered.run();
    } catch (RuntimeException lost) {
      // The lease runs out, and it is asked again.
      LOG.warn("An answer of {} could not be kept: {}", provider.name(), lost.getClass().getSimpleName());
    }
  }

  private void settle(Taken taken, Answer answer) {
    switch (answer) {
      case Answer.Found found -> {
        answers.keep(provider.name(), taken.question(), found, settings.foundFor());
        states.well(provider.name());
      }
      case Answer.Nothing nothing -> {
        answers.keep(provider.name(), taken.question(), nothing, settings.nothingFor());
        states.well(provider.name());
      }
      case Answer.Failed failed -> failed(taken, failed);
    }
  }

  private void failed(Taken taken, Answer.Failed failed) {
    boolean ofTheQuestion = failed.because() == Answer.Because.QUESTION;
    Instant again = ofTheQuestion || taken.tries() >= MOST_TRIES ? null : clock.instant().plus(pause(taken.tries(), failed));
    answers.failed(provider.name(), taken.question(), failed.why(), again, settings.failedFor());
    if (failed.itsFault()) {
      states.failed(provider.name(), failed.why(), MOST_FAILURES, LONGEST_REST, failed.askAgainAfter());
    } else if (ofTheQuestion) {
      states.well(provider.name());
    }
    LOG.info("{} could not be asked, try {}{}: {}", provider.name(), taken.tries(),
        again == null ? ", and it is given up" : "", failed.why());
  }

  private static Duration pause(int tries, Answer.Failed failed) {
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(10, tries - 1));
    Duration own = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    Duration asked = failed.askAgainAfter();
    return asked == null || asked.compareTo(own) <= 0 && failed.itsFault() ? own : asked;
  }

  /** Calls under way end by themselves; what they bring is kept. */
  @Override
  public void close() {
    calls.close();
  }
}
