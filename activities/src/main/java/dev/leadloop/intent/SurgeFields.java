package dev.leadloop.intent;

import dev.leadloop.account.key.AccountKey;
import dev.leadloop.account.told.CompanyFields;
import dev.leadloop.account.told.ToldFault;
import dev.leadloop.text.IntakeLimits;
import dev.leadloop.text.Numbers;
import dev.leadloop.text.Numbers.NotCertain;
import dev.leadloop.text.VisibleText;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a surge may be made of. Calls, files and signals are held to these rules and no others. */
public final class SurgeFields {
  /** Most characters of a topic. */
  public static final int TOPIC = 200;

  /** The strongest surge on anybody's scale. */
  public static final int STRONGEST = 1_000_000;

  private static final Pattern BLANKS = Pattern.compile("\\s+");

  private SurgeFields() {}

  /**
   * The surge, each field in the one form it is kept in.
   *
   * @param domain a domain, or the address of a website; goes before the name
   * @param at no later than now
   * @throws ToldFault for the first field that is not as it should be
   */
  public static ToldSurge read(
      @Nullable String domain, @Nullable String company, @Nullable String topic, int score, @Nullable String source, Instant at)
      throws ToldFault {
    return read(CompanyFields.read(domain, company), topic, score, source, at);
  }

  /** The same of a company that is known already. */
  static ToldSurge read(AccountKey of, @Nullable String topic, int score, @Nullable String source, Instant at)
      throws ToldFault {
    if (!IntakeLimits.plausible(at)) {
      throw new ToldFault("at", "lies before 1990; correct it");
    }
    return new ToldSurge(of, topic(topic), inRange(score), source(source), at.truncatedTo(ChronoUnit.MICROS));
  }

  private static String topic(@Nullable String given) throws ToldFault {
    String topic = required("topic", given, "is missing; say what the company reads up on, such as 'crm software'");
    String fault = IntakeLimits.text(topic, TOPIC).orElse(null);
    if (fault != null) {
      throw new ToldFault("topic", fault);
    }
    return BLANKS.matcher(topic).replaceAll(" ").toLowerCase(Locale.ROOT);
  }

  private static String source(@Nullable String given) throws ToldFault {
    String source = required("source", given, "is missing; say who tells it, such as bombora");
    String fault = IntakeLimits.system(source).orElse(null);
    if (fault != null) {
      throw new ToldFault("source", fault);
    }
    return source.toLowerCase(Locale.ROOT);
  }

  private static int inRange(int score) throws ToldFault {
    if (score < 0 || score > STRONGEST) {
      throw new ToldFault("score", "must be a whole number from 0 to " + STRONGEST);
    }
    return score;
  }

  /** The strength that a text says; what stands behind its decimal sign is left out. */
  public static int score(@Nullable String text) throws ToldFault {
    String given = required("score", text, "is missing; say how strongly, such as 72");
    try {
      BigDecimal score = Numbers.read(given, given.indexOf(',') >= 0 ? ',' : '.');
      return inRange(score.min(BigDecimal.valueOf(STRONGEST + 1L)).intValue());
    } catch (NotCertain e) {
      throw new ToldFault("score", e.getMessage());
    }
  }

  private static String required(String field, @Nullable String given, String missing) throws ToldFault {
    String known = VisibleText.known(given);
    if (known == null) {
      throw new ToldFault(field, missing);
    }
    return known;
  }
}
