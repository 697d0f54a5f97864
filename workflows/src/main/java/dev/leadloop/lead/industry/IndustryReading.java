package dev.leadloop.lead.industry;

import dev.leadloop.lead.industry.IndustryWord.Gap;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads what a text says of an industry: the longest names that are found in it, but those it says it is not, those it only
 * works for, and those that only say of what kind another is, as in "healthcare software".
 */
final class IndustryReading {
  /** What follows directly is denied. */
  private static final Set<String> DENY_NEXT =
      Set.of("non", "former", "formerly", "ex", "previously", "ehemals", "ehemalig", "ehemalige", "fruher");

  /** What follows is denied up to a comma or a "but". */
  private static final Set<String> DENY = Set.of("not", "no", "never", "nicht", "kein", "keine", "keinen", "keiner", "ohne",
      "without", "except", "excluding", "excl", "excluded", "outside", "pas", "sans", "sauf", "hors", "sin", "excepto", "senza",
      "escluso", "esclusi", "esclusa", "exception", "lexception", "excepte", "geen", "niet",
      "zonder", "behalve", "ausser", "ausgenommen", "than", "isnt", "arent");

  private static final Set<String> ALL = Set.of("anything", "everything", "all", "alles");

  private static final Set<String> BUT = Set.of("but", "sondern", "only", "nur", "mais", "sino", "maar", "aber", "pero");

  /** Whom a company works for is not what it is. */
  private static final Set<String> FOR = Set.of("for", "fur", "fuer", "pour", "para", "voor", "per", "serving");

  /** They say nothing, and no more than the rest is asked of a rule's words. */
  private static final Set<String> FILLERS = Set.of("the", "a", "an", "of", "in", "de", "des", "du", "la", "le", "les", "del",
      "der", "die", "das", "von", "und", "industry", "industrie", "sector", "sektor", "secteur", "branche", "company",
      "companie", "unternehmen", "firma", "field", "business", "bereich", "settore", "entreprise", "empresa", "activity",
      "other", "all", "general", "product", "related", "solution", "our", "we", "are", "i", "am");

  /** Behind a word for another industry they say what it is: hospital software, real estate law. */
  private static final Set<String> HEADS = Set.of("software", "it services", "it resale", "consulting", "legal services",
      "accounting", "human resources", "marketing", "market research", "design", "publishing", "translation", "events",
      "technology", "internet");

  /** What a trade is in is not made by it, whichever of the two stands first: furniture retail is no manufacturing. */
  private static final Set<String> TRADES = Set.of("retail", "wholesale", "e-commerce");

  private final List<IndustryWord> words;
  private final List<Hit> hits = new ArrayList<>();
  private final StringBuilder meant = new StringBuilder();
  private boolean whole = true;
  private boolean silent;
  private boolean denied;
  private boolean deniedNext;
  private boolean forOthers;

  /**
   * A name that was found.
   *
   * @param from the number of its first word
   * @param to the number of the word behind it
   * @param traded whether it is what a trade is in
   */
  private record Hit(String industry, boolean weak, int from, int to, boolean traded) {}

  IndustryReading(List<IndustryWord> words) {
    this.words = words;
  }

  /** What was found; a code says it better than words. */
  IndustryFound read(Optional<IndustryCodes.Found> code) {
    for (int i = 0; i < words.size(); ) {
      i += take(i);
    }
    List<Hit> kept = headed();
    whole &= kept.size() == hits.size();
    if (kept.stream().anyMatch(hit -> !hit.weak())) {
      kept.removeIf(Hit::weak);
    }
    String plain = words.stream().map(IndustryWord::plain).collect(Collectors.joining(" "));
    if (code.isPresent()) {
      String industry = code.get().industry();
      Hit hit = new Hit(industry, false, 0, 0, false);
      return new IndustryFound(List.of(industry), all(List.of(hit)), code.get().words(), plain, plain, true, false);
    }
    return new IndustryFound(
        kept.stream().map(Hit::industry).distinct().toList(), all(kept),
        kept.stream().map(this::words).distinct().collect(Collectors.joining(", ")), plain, meant.toString(),
        whole && !kept.isEmpty(), silent && whole && kept.isEmpty());
  }

  /** Takes what begins at a word, and says how many words it was. */
  private int take(int at) {
    IndustryWord word = words.get(at);
    if (word.before() == Gap.BREAK) {
      denied = false;
      deniedNext = false;
      forOthers = false;
    }
    IndustryNames.Match match = IndustryNames.at(words, at);
    if (match != null) {
      take(match, at);
      return match.words();
    }
    if (DENY_NEXT.contains(word.plain())) {
      deniedNext = true;
      whole = false;
    } else if (DENY.contains(word.plain())) {
      denied = true;
      whole = false;
    } else if (BUT.contains(word.plain())) {
      denied = at > 0 && ALL.contains(words.get(at - 1).plain());
    } else if (FOR.contains(word.plain())) {
      forOthers = hits.stream().anyMatch(hit -> !hit.weak());
      whole &= !forOthers;
    } else {
      whole &= FILLERS.contains(word.stem());
      mean(at, at + 1);
      deniedNext = false;
    }
    return 1;
  }

  private void take(IndustryNames.Match match, int at) {
    String industry = match.name().industry();
    silent |= industry == null;
    if (industry != null && !denied && !deniedNext && !forOthers) {
      hits.add(new Hit(industry, match.name().weak(), at, at + match.words(), false));
    }
    mean(at, at + match.words());
    deniedNext = false;
  }

  /** Keeps words for rules that ask for them as they are. */
  private void mean(int from, int to) {
    for (int i = from; i < to && !denied && !deniedNext && !forOthers; i++) {
      meant.append(meant.isEmpty() ? "" : " ").append(words.get(i).plain());
    }
  }

  /** Without those that say of what kind the next one is. */
  private List<Hit> headed() {
    List<Hit> kept = new ArrayList<>();
    for (Hit hit : hits) {
      Hit before = kept.isEmpty() ? null : kept.get(kept.size() - 1);
      boolean adjacent = before != null && before.to() == hit.from() && words.get(hit.from()).before() == Gap.NONE;
      Hit next = hit;
      if (adjacent && !hit.weak() && before != null && !before.industry().equals(hit.industry())) {
        if (HEADS.contains(hit.industry())) {
          kept.remove(kept.size() - 1);
        } else if (TRADES.contains(hit.industry())) {
          kept.set(kept.size() - 1, traded(before));
        } else if (TRADES.contains(before.industry())) {
          next = traded(hit);
        }
      }
      kept.add(next);
    }
    return kept;
  }

  private static Hit traded(Hit hit) {
    return new Hit(hit.industry(), hit.weak(), hit.from(), hit.to(), true);
  }

  private static Set<String> all(List<Hit> hits) {
    Set<String> all = new LinkedHashSet<>();
    for (Hit hit : hits) {
      List<String> sectors = IndustryNames.sectors(hit.industry());
      if (!hit.traded() || !sectors.isEmpty()) {
        all.add(hit.industry());
      }
      sectors.stream().filter(sector -> !hit.traded() || TRADES.contains(sector)).forEach(all::add);
    }
    return all;
  }

  private String words(Hit hit) {
    return words.subList(hit.from(), hit.to()).stream().map(IndustryWord::plain).collect(Collectors.joining(" "));
  }
}
