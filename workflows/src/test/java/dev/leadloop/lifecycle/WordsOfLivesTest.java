package dev.leadloop.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.lead.Stage;
import dev.leadloop.lifecycle.deciding.Decision;
import dev.leadloop.lifecycle.journal.JournalEntry;
import dev.leadloop.lifecycle.journal.LeadProgress;
import dev.leadloop.lifecycle.words.Sentences;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every sentence that random lives make is one that a person can follow, and true of the lead as it stands then. */
class WordsOfLivesTest {
  private static final Pattern DOUBLED = Pattern.compile("[.,;:!?] *[.,;:!]|  |''|\\( |\\(\\)| \\)|:$");
  private static final Pattern NULL = Pattern.compile("\\bnull\\b");
  private static final Pattern ENDED = Pattern.compile("[.;:,]$");

  private final Map<String, String> wrong = new TreeMap<>();
  private final Set<String> shapes = new HashSet<>();
  private final Set<Stage> answered = new HashSet<>();
  private int parked;

  @Test
  void everySentenceReadsAndIsTrue() {
    for (long seed = 40_000; seed < 42_000; seed++) {
      RandomLivesTest.randomLife(seed, (before, decision) -> {
        if (!decision.needsDesk()) {
          look(decision);
        }
        return decision;
      });
    }
    System.out.println("sentences of 2000 lives: " + shapes.size() + " shapes; answers that parked a lead: " + parked);
    assertThat(wrong.values()).isEmpty();
    assertThat(shapes).as("shapes of sentences").hasSizeGreaterThan(150);
    assertThat(answered).contains(Stage.NURTURING, Stage.DISQUALIFIED, Stage.WON, Stage.LOST, Stage.OPPORTUNITY);
    assertThat(parked).isGreaterThan(10);
  }

  private void look(Decision decision) {
    decision.journal().forEach(noted -> {
      reads(Sentences.of(noted.entry()));
      String brief = Sentences.brief(noted.entry());
      if (brief != null) {
        reads(brief);
      }
    });
    decision.verdicts().forEach(verdict -> reads(verdict.message()));
    decision.effects().forEach(effect -> reads(effect.label()));
    if (decision.due() != null) {
      reads(decision.due().label());
    }
    LeadProgress progress = decision.next().progress();
    if (progress != null && decision.verdicts().size() == 1 && decision.verdicts().getFirst().applied()) {
      holds(decision.verdicts().getFirst().message(), progress, decision.journal());
    }
  }

  private void reads(String sentence) {
    String shape = sentence.replaceAll("[0-9]+", "0");
    if (shapes.add(shape)
        && (DOUBLED.matcher(sentence).find() || NULL.matcher(sentence).find() || ENDED.matcher(sentence).find()
            || sentence.isBlank())) {
      wrong.put(shape, sentence);
    }
  }

  /** Judged by the state itself: what an answer is told is how the lead stands after it. */
  private void holds(String message, LeadProgress progress, List<Decision.Noted> journal) {
    boolean answer =
        journal.stream().anyMatch(noted -> noted.entry() instanceof JournalEntry.CycleEnded
            || noted.entry() instanceof JournalEntry.OutcomeNoted);
    if (!answer || !message.startsWith("the lead is") || message.startsWith("the lead is not with")) {
      return;
    }
    answered.add(progress.stage());
    if (progress.recycling().parkedUntil() != null) {
      parked++;
    }
    boolean right =
        progress.recycling().parkedUntil() == null
            ? message.contains(progress.stage().is())
            : message.contains("parked until " + progress.recycling().parkedUntil()) && !message.contains("being nurtured");
    if (!right || progress.stage().closed() != message.contains("closed: ")) {
      wrong.put(message, message + " of " + progress.stage() + ", parked until " + progress.recycling().parkedUntil());
    }
  }
}
