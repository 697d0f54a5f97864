package dev.leadloop.enrichment;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Somebody who knows more about a lead than was told of it: a file, a service. */
public interface EnrichmentProvider {
  /** Its name, as facts are marked with it, such as file. */
  String name();

  /** What it is asked about such a lead; empty where too little is known to ask it. */
  Optional<Subject> about(Question question);

  /** Asks it; whatever goes wrong is in the answer. */
  Answer ask(Question question);

  /** Whether asking takes time and money: it is asked once for all leads that want the same, and what it said is kept. */
  boolean remote();

  /** Takes notice of what has changed about it; never called where somebody waits. */
  default void look() {}

  /**
   * What two questions have in common that are one to the provider.
   *
   * @param key such as domain:acme.example; of a person never more than a keyed hash
   * @param personal whether it names a person
   */
  record Subject(String key, boolean personal) {}

  /** What was answered. */
  sealed interface Answer {
    /** Nothing is known there. */
    Answer NOTHING = new Nothing();

    /** Facts by the names that policies call them, each within the limits of what may be told of a lead. */
    record Found(Map<String, String> facts) implements Answer {
      public Found {
        facts = Map.copyOf(facts);
      }
    }

    /** The provider knows nothing of that. */
    record Nothing() implements Answer {}

    /**
     * It could not be asked, or what it said cannot be read.
     *
     * @param why in words that name nothing of what was asked
     * @param askAgainAfter how long it wants to be left alone; null where it does not say
     * @param because what it lies with
     */
    record Failed(String why, @Nullable Duration askAgainAfter, Because because) implements Answer {
      /** Whether it would fail whoever asked, so that it is better left alone. */
      boolean itsFault() {
        return because == Because.PROVIDER;
      }
    }

    /** What a failure lies with. */
    enum Because {
      /** The provider: it would fail at any other question, too. */
      PROVIDER,
      /** The answer merely is not ready. */
      NOT_READY,
      /** This question, or what it says of this one: others it answers. */
      QUESTION
    }
  }
}
