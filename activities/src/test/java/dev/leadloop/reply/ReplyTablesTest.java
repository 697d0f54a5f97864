package dev.leadloop.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadloop.mime.MailText;
import dev.leadloop.reply.ReplyVerdict.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplyTablesTest {
  private static final ReplyTables TABLES = ReplyTables.read();

  @Test
  void everyLineHasASourceAndEverySourceALine() {
    List<String[]> sources = lines("sources");
    assertThat(sources).allSatisfy(source -> assertThat(source).hasSize(3).noneMatch(String::isBlank));
    Set<String> used = new HashSet<>();
    ReplyTables.NAMES.forEach(table -> lines(table).forEach(line -> used.add(line[2])));
    assertThat(sources).extracting(source -> source[0]).containsExactlyInAnyOrderElementsOf(used);
  }

  /** The cells of the lines of a table. */
  private static List<String[]> lines(String table) {
    try (InputStream in = Objects.requireNonNull(ReplyTables.class.getResourceAsStream("/replies/" + table + ".tsv"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#")).map(line -> line.split("\t")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void everyLanguageHasWordingsOfEveryKindThatDecides() {
    Set<Meaning> needed =
        EnumSet.of(Meaning.STOP, Meaning.MAYBE_STOP, Meaning.NOT_STOP, Meaning.NO, Meaning.INTEREST, Meaning.COURTESY,
            Meaning.GREETING, Meaning.THANKS, Meaning.AWAY_SUBJECT, Meaning.AWAY, Meaning.AWAY_MORE, Meaning.LEFT,
            Meaning.ORIGINAL, Meaning.PHONE, Meaning.DISCLAIMER, Meaning.HEADER_SUBJECT);
    for (String table : ReplyTables.NAMES.subList(1, ReplyTables.NAMES.size())) {
      List<Meaning> has = TABLES.rules().stream().filter(rule -> rule.table().equals(table)).map(ReplyRule::meaning).toList();
      assertThat(has).as(table).containsAll(needed);
    }
  }

  /** A wording that no line shows may be wrong without anybody noticing. */
  @Test
  void everyWordingHasALineThatShowsItAndOneInWhichItsWordsMeanSomethingElse() {
    Map<ReplyRule, Integer> shown = new HashMap<>();
    Map<String, Set<CorpusLine>> linesByWord = new HashMap<>();
    Set<String> written = new HashSet<>();
    Map<CorpusLine, Set<ReplyRule>> rulesByLine = new HashMap<>();
    Meaning[] all = Meaning.values();
    Lexicon every = new Lexicon(TABLES, all[0], Arrays.copyOfRange(all, 1, all.length));
    Lexicon courtesies = new Lexicon(TABLES, Meaning.COURTESY, Meaning.GREETING, Meaning.THANKS);
    OwnWords ownWords = new OwnWords(TABLES);
    Stream.of("corpus.tsv", "holdout.tsv").flatMap(file -> CorpusLine.of(file).stream()).forEach(line -> {
      Set<ReplyRule> rules = new HashSet<>();
      List<List<String>> texts = new ArrayList<>(List.of(ownWords.of(line.body()), List.of(line.subject())));
      written.addAll(Words.of(texts.getFirst()).words());
      line.body().lines().forEach(one -> texts.add(List.of(one.text())));
      texts.add(line.body().lines().stream().map(MailText.Line::text).toList());
      for (List<String> text : texts) {
        Words words = Words.of(text);
        every.find(words, new PoliteEdges(words, courtesies)).forEach(hit -> rules.add(hit.rule()));
        every.find(words.runOn()).forEach(hit -> rules.add(hit.rule()));
        every.find(words.asOneSentence()).forEach(hit -> rules.add(hit.rule()));
        words.words().forEach(word -> linesByWord.computeIfAbsent(word, none -> new HashSet<>()).add(line));
      }
      rules.forEach(rule -> shown.merge(rule, 1, Integer::sum));
      rulesByLine.put(line, rules);
    });
    assertThat(TABLES.rules().stream().filter(rule -> !shown.containsKey(rule))).as("no line shows").isEmpty();
    List<ReplyRule> alone = new ArrayList<>();
    for (int i = 0; i < TABLES.rules().size(); i++) {
      ReplyRule rule = TABLES.rules().get(i);
      boolean trapped =
          words(TABLES.phrases(i)).stream()
              .flatMap(word -> linesByWord.entrySet().stream().filter(entry -> is(word, entry.getKey())))
              .flatMap(entry -> entry.getValue().stream())
              .anyMatch(line -> !rulesByLine.getOrDefault(line, Set.of()).contains(rule) || line.kind() != alone(rule));
      boolean label = alone(rule) == Kind.REPLY
          && words(TABLES.phrases(i)).stream().anyMatch(word -> written.contains(word.word()));
      if (!trapped && !label) {
        alone.add(rule);
      }
    }
    assertThat(alone).as("no line has its words in another sense").isEmpty();
  }

  /** What an answer would mean that said nothing else. */
  private static Kind alone(ReplyRule rule) {
    return switch (rule.meaning()) {
      case STOP -> Kind.REPLY_STOP;
      case MAYBE_STOP -> Kind.MAY_ASK_TO_STOP;
      case NO -> Kind.REPLY_NEGATIVE;
      case AWAY, AWAY_MORE, LEFT, AWAY_SUBJECT, AWAY_IN_SUBJECT -> Kind.OUT_OF_OFFICE;
      case RECEIPT, RECEIPT_SUBJECT -> Kind.RECEIPT;
      case NOT_STOP, OTHER_MATTER, NOT_NO, INTEREST, COURTESY, GREETING, THANKS, ONESELF, ANSWERS, WROTE, HEADER_FROM,
          HEADER_SENT,
          HEADER_SUBJECT, HEADER_OTHER, ORIGINAL, PHONE, DISCLAIMER, OUR_FOOTER -> Kind.REPLY;
    };
  }

  private static boolean is(Phrase.Piece.Word word, String written) {
    return switch (word.part()) {
      case WHOLE -> written.equals(word.word());
      case BEGINNING -> written.startsWith(word.word());
      case END -> written.endsWith(word.word());
    };
  }

  private static List<Phrase.Piece.Word> words(List<Phrase.Piece.Sequence> phrases) {
    List<Phrase.Piece.Word> words = new ArrayList<>();
    phrases.forEach(phrase -> collect(phrase, words));
    return words;
  }

  private static void collect(Phrase.Piece piece, List<Phrase.Piece.Word> words) {
    switch (piece) {
      case Phrase.Piece.Word word -> words.add(word);
      case Phrase.Piece.OneOf oneOf -> oneOf.ways().forEach(way -> collect(way, words));
      case Phrase.Piece.Sequence sequence -> sequence.pieces().forEach(one -> collect(one, words));
      case Phrase.Piece.Others ignored -> {}
      case Phrase.Piece.Edge ignored -> {}
    }
  }

  @ParameterizedTest
  @CsvSource(delimiter = ';', quoteCharacter = '"', value = {
    "stop (now; ')' is missing", "stop now); closes nothing", "stop {never}; gives no words for {never}",
        "(); begins with a word",
    "stop ! now; is no word", "stop ^ now; said first", "~ stop; begins with a word", "[stop]; begins with a word",
    "\" \"; no words"
  })
  void wordingThatIsNotWrittenAsItShouldBeIsSaidToBe(String phrase, String fault) {
    assertThatThrownBy(() -> new PhraseMatcher(Phrase.parts(phrase, Map.of())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(fault);
  }
}
