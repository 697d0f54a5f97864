package dev.leadloop.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every regular expression of the product is held to linear time over texts made to be its worst. */
class ExpressionsTakeLinearTimeTest {
  /** Expressions that may take longer, with what bounds the texts they are held against. */
  private static final Map<String, String> BOUNDED = Map.of();

  /** Classes that put an expression together when they run, with why that is linear. */
  private static final Map<String, String> PUT_TOGETHER =
      Map.of(
          "dev.leadloop.bounce.BounceRules$Rule", "splits the product's own table at a blank or a semicolon",
          "dev.leadloop.csv.Swallowing", "splits a line at one quoted character",
          "dev.leadloop.email.transport.EmailRules", "looks for one quoted address",
          "dev.leadloop.local.process.Processes", "splits PATH at one character");

  private final Expressions expressions = Expressions.ofProduct();

  @Test
  void noExpressionTakesMoreThanLinearTime() {
    Map<String, String> slow = new TreeMap<>();
    Map<Expression, String> places = new HashMap<>();
    expressions.found().forEach(one -> places.put(new Expression("", one.regex(), one.flags(), one.whole()), one.place()));
    places.forEach((expression, place) -> {
      String worst = Steps.tooMany(expression);
      if (!worst.isEmpty()) {
        slow.put(expression.regex(), place + " over " + worst);
      }
    });
    System.out.println("regular expressions: " + places.size() + ", not linear: " + slow.size());
    assertThat(slow.keySet()).as("read the text by hand, or say above what bounds it: %s", slow).isEqualTo(BOUNDED.keySet());
  }

  @Test
  void expressionsThatArePutTogetherAreKnown() {
    assertThat(new TreeSet<>(expressions.unreadable())).isEqualTo(PUT_TOGETHER.keySet());
  }

  @Test
  void expressionsOfEveryKindAreFound() {
    assertThat(expressions.found()).hasSizeGreaterThan(150);
  }

  @ParameterizedTest
  @ValueSource(strings =
      {"\\s+$", "<[^>]*>", "(a+)+b", "<!--.*?-->", " *\\n", "^(.*,)*x$", "(?s)On .*wrote:", "[^@]+@[^@]+\\.x", "\\w+\\s*:"})
  void whatIsQuadraticIsFound(String regex) {
    assertThat(Steps.tooMany(new Expression("here", regex, 0, false))).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\s+", "<", "[a-z]{1,40}", "(?i)on|wrote", "\\d{1,3}(\\.\\d{1,3}){3}"})
  void whatIsLinearIsNot(String regex) {
    assertThat(Steps.tooMany(new Expression("here", regex, 0, false))).isEmpty();
    assertThat(Steps.tooMany(new Expression("here", regex, 0, true))).isEmpty();
  }
}
