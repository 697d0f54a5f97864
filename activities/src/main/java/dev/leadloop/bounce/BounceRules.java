package dev.leadloop.bounce;

import dev.leadloop.mime.Rows;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Why a mail came back, by the words and codes of the server that refused it: the one table {@code bounce-rules.txt},
 * whichever way the report came. Words weigh more than the codes within them, since servers give codes that are not meant;
 * those more than a status beside them, since gateways put a general one there. Where words without a code and a status
 * beside them differ, the one that is milder to the address counts.
 */
public final class BounceRules {
  private static final List<Rule> RULES =
      Rows.of("/mail/bounce-rules.txt", 4).stream()
          .map(row -> Rule.of(row.get(0), row.get(1), row.get(2)))
          .toList();

  private BounceRules() {}

  /**
   * A row of the table.
   *
   * @param codes any of these; none for any code
   * @param words any of these; none for any words
   */
  private record Rule(BounceKind kind, List<Code> codes, List<String> words) {
    static Rule of(String kind, String codes, String words) {
      return new Rule(
          BounceKind.valueOf(kind.toUpperCase(Locale.ROOT)),
          cells(codes, " ").stream().map(Code::new).toList(),
          cells(words, ";").stream().map(ReplyWords::plain).toList());
    }

    private static List<String> cells(String cell, String apart) {
      return cell.equals("*") ? List.of() : Arrays.stream(cell.split(apart)).map(String::strip).toList();
    }

    boolean fits(ReplyWords reply) {
      return (codes.isEmpty() || codes.stream().anyMatch(reply::has))
          && (words.isEmpty() || words.stream().anyMatch(reply::says));
    }
  }

  /**
   * What the table says; empty where neither the words nor the codes tell anything.
   *
   * @param status as reported beside the words, such as 5.1.1; may be empty
   * @param words what the refusing server said
   */
  public static Optional<BounceKind> judge(String status, String words) {
    ReplyWords reply = ReplyWords.of(status, words);
    Optional<Rule> first = RULES.stream().filter(rule -> rule.fits(reply)).findFirst();
    Optional<Rule> counts =
        reply.saysBeside() && first.filter(rule -> rule.codes.isEmpty()).isPresent()
            ? Stream.concat(first.stream(), byCode(reply).stream()).max(Comparator.comparing(Rule::kind))
            : first;
    return counts.map(rule -> forNow(rule.kind, reply));
  }

  private static Optional<Rule> byCode(ReplyWords reply) {
    return RULES.stream().filter(rule -> rule.words.isEmpty() && rule.fits(reply)).findFirst();
  }

  /** The code that says most, such as 5.1.1 or 550; empty where there is none. */
  public static String code(String status, String words) {
    ReplyWords reply = ReplyWords.of(status, words);
    return !reply.enhanced().isEmpty() ? reply.enhanced() : !reply.general().isEmpty() ? reply.general() : reply.basic();
  }

  /** A server that says so for now may say otherwise tomorrow: only what is said for good is held against an address. */
  private static BounceKind forNow(BounceKind kind, ReplyWords reply) {
    return kind == BounceKind.HARD && reply.isForNow() ? BounceKind.SOFT : kind;
  }
}
