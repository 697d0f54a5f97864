package dev.leadloop.reply;

import dev.leadloop.reply.PhraseMatcher.Found;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The wordings of some meanings, ready to be looked for. */
final class Lexicon {
  /** Within so many words the parts of a wording stand that may come in any order. */
  private static final int WINDOW = 14;

  private final List<Part> parts = new ArrayList<>();
  private final PhraseMatcher matcher;
  private int rules;

  /** One of the phrases that make a wording; most wordings are one phrase. */
  private record Part(int number, ReplyRule rule, int index, int of) {}

  Lexicon(ReplyTables tables, Meaning meaning, Meaning... more) {
    Set<Meaning> wanted = EnumSet.of(meaning, more);
    List<Phrase.Piece.Sequence> phrases = new ArrayList<>();
    for (int i = 0; i < tables.rules().size(); i++) {
      ReplyRule rule = tables.rules().get(i);
      if (wanted.contains(rule.meaning())) {
        List<Phrase.Piece.Sequence> all = tables.phrases(i);
        for (int part = 0; part < all.size(); part++) {
          parts.add(new Part(rules, rule, part, all.size()));
          phrases.add(all.get(part));
        }
        rules++;
      }
    }
    this.matcher = new PhraseMatcher(phrases);
  }

  /**
   * A wording in a text.
   *
   * @param from first word of it
   * @param to last word of it
   */
  record Hit(ReplyRule rule, int from, int to) {
    Meaning meaning() {
      return rule.meaning();
    }
  }

  List<Hit> find(Words words, PhraseMatcher.Edges edges) {
    List<Hit> hits = new ArrayList<>();
    Gathering[] open = new Gathering[rules];
    int[] clauses = words.clauses();
    for (Found found : matcher.find(words, edges)) {
      Part part = parts.get(found.wording());
      if (part.of == 1) {
        hits.add(new Hit(part.rule, found.from(), found.to()));
        continue;
      }
      int clause = clauses[found.to()];
      Gathering gathering = open[part.number];
      if (gathering == null || gathering.clause != clause) {
        gathering = new Gathering(clause, part.of);
        open[part.number] = gathering;
      }
      Found whole = gathering.with(part.index, found);
      if (whole != null) {
        hits.add(new Hit(part.rule, whole.from(), whole.to()));
      }
    }
    return hits;
  }

  /** In words that are one sentence. */
  List<Hit> find(Words words) {
    return find(words, new SentenceEdges(words));
  }

  /** The parts of a wording seen last in a clause. */
  private static final class Gathering {
    private final int clause;
    private final @Nullable Found[] seen;

    Gathering(int clause, int parts) {
      this.clause = clause;
      this.seen = new Found[parts];
    }

    /** The whole wording, where this part was the last that was missing. */
    @Nullable Found with(int part, Found found) {
      seen[part] = found;
      int from = found.from();
      for (Found other : seen) {
        if (other == null) {
          return null;
        }
        from = Math.min(from, other.from());
      }
      return found.to() - from <= WINDOW ? new Found(found.wording(), from, found.to()) : null;
    }
  }
}
