package dev.leadloop.console;

import dev.leadloop.problem.FieldError;
import dev.leadloop.text.Numbers;
import dev.leadloop.text.Numbers.NotCertain;
import dev.leadloop.text.VisibleText;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;

/** What a form of the lead page sends; each form fills the fields it has. */
public record OrderForm(
    @Nullable String formId,
    @Nullable Integer cycle,
    @Nullable String reason,
    @Nullable String note,
    @Nullable @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate until,
    @Nullable @DateTimeFormat(iso = DateTimeFormat.ISO.DATE_TIME) LocalDateTime untilTime,
    @Nullable String toRep,
    @Nullable String result,
    @Nullable String amount,
    @Nullable String currency,
    @Nullable String order,
    @Nullable String sequence) {

  /** The key under which this form answers once; null where the form named none. */
  public @Nullable String key(String what) {
    return formId != null && formId.matches("[0-9a-f-]{36}") ? "page-" + what + "-" + formId : null;
  }

  /** The note, or null where none was written. */
  public @Nullable String words() {
    return given(note);
  }

  /** The first instant of the day that was chosen there; null where none was. */
  public @Nullable Instant fromDay(ZoneId zone) {
    return until == null ? null : until.atStartOfDay(zone).toInstant();
  }

  /** The instant that was chosen on that zone's clock; null where none was. */
  public @Nullable Instant instant(ZoneId zone) {
    return untilTime == null ? null : untilTime.atZone(zone).toInstant();
  }

  /** The amount, by whatever country's signs it is written; null where none was, and a problem where it is not certain. */
  public @Nullable BigDecimal money() {
    String written = VisibleText.known(amount);
    try {
      return written == null ? null : Numbers.read(written, null);
    } catch (NotCertain e) {
      throw FieldError.in("amount", "'" + written + "' " + e.getMessage());
    }
  }

  /** The reason; empty where none was chosen, which the order's own rules refuse. */
  public String chosenReason() {
    return orEmpty(reason);
  }

  /** A reason of one's own as the rules want it: what people write in a few words is one word of small letters. */
  public static String word(@Nullable String reason) {
    return orEmpty(reason).toLowerCase(Locale.ROOT).replace(' ', '_').replace('-', '_');
  }

  /** The text, or null where the field was left empty. */
  public static @Nullable String given(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }

  /** The text, or an empty one, which the order's own rules refuse where it is needed. */
  public static String orEmpty(@Nullable String text) {
    return text == null ? "" : text.strip();
  }
}
