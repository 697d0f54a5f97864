package dev.leadloop.imports.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatesTest {
  private static final String[] MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @Test
  void everyDayOfTheCalendarIsReadAndNoOther() {
    for (String pattern : new String[] {null, "dd/MM/yyyy", "MM/dd/yyyy", "d.M.yyyy", "yyyyMMdd", "dd MMM yyyy", "MM/dd/uu"}) {
      for (int year : new int[] {2023, 2024, 2000, 2100}) {
        for (int month = 1; month <= 12; month++) {
          for (int day = 1; day <= 31; day++) {
            String text = written(pattern, year, month, day);
            if (day <= YearMonth.of(year, month).lengthOfMonth() && (year < 2100 || pattern == null || !pattern.endsWith("uu"))) {
              assertThat(Dates.parse(text, pattern, ZoneOffset.UTC).instant()).as(pattern + ": " + text)
                  .isEqualTo(LocalDate.of(year, month, day).atStartOfDay(ZoneOffset.UTC).toInstant());
            } else if (day > YearMonth.of(year, month).lengthOfMonth() && year != 2100) {
              assertThatThrownBy(() -> Dates.parse(text, pattern, ZoneOffset.UTC)).as(pattern + ": " + text)
                  .isInstanceOf(DateTimeException.class).hasMessageContaining("calendar");
            }
          }
        }
      }
    }
  }

  private static String written(@Nullable String pattern, int year, int month, int day) {
    return switch (pattern == null ? "" : pattern) {
      case "" -> String.format("%04d-%02d-%02d", year, month, day);
      case "dd/MM/yyyy" -> String.format("%02d/%02d/%04d", day, month, year);
      case "MM/dd/yyyy" -> String.format("%02d/%02d/%04d", month, day, year);
      case "d.M.yyyy" -> day + "." + month + "." + year;
      case "yyyyMMdd" -> String.format("%04d%02d%02d", year, month, day);
      case "dd MMM yyyy" -> String.format("%02d %s %04d", day, MONTHS[month - 1], year);
      default -> String.format("%02d/%02d/%02d", month, day, year % 100);
    };
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-02-31", "2026-13-01", "2026-00-10", "2026-01-00", "2025-02-29", "2026-03-01T24:00:00Z", "2026-03-01T23:59:60Z",
        "2026-03-01T10:60", "2026-03-01T10:00:00+0100", "2026-3-1", "26-03-01", "03/04/2026", "31.12.2026", "20260301", "45321",
        "45321.5", "2026-03-01T", "today", "", "2026-03-01 10:00 Uhr", "2026-W10-1"
      })
  void whatIsNoTimeIsRefusedInASentenceThatSaysWhatToDo(String text) {
    assertThatThrownBy(() -> Dates.parse(text, null, ZoneOffset.UTC)).isInstanceOf(DateTimeException.class)
        .satisfies(refused -> assertThat(refused.getMessage()).startsWith("is no").doesNotEndWith("."));
  }

  @Test
  void aSpreadsheetsNumberOfADayIsToldForWhatItIs() {
    for (String pattern : new String[] {null, "dd/MM/yyyy"}) {
      assertThatThrownBy(() -> Dates.parse("45321", pattern, ZoneOffset.UTC)).hasMessageContaining("spreadsheet");
    }
    assertThatThrownBy(() -> Dates.parse("03/04/2026", null, ZoneOffset.UTC))
        .hasMessageContaining("\"format\"").hasMessageContaining("dd/MM/yyyy or MM/dd/yyyy");
  }

  @Test
  void timesWithAndWithoutZonesAreRead() {
    assertThat(Dates.parse("2026-03-01T09:30:00Z", null, BERLIN).instant()).isEqualTo("2026-03-01T09:30:00Z");
    assertThat(Dates.parse("2026-03-01 09:30", null, BERLIN).instant()).isEqualTo("2026-03-01T08:30:00Z");
    assertThat(Dates.parse("2026-03-01T09:30:00-05:00", null, BERLIN).instant()).isEqualTo("2026-03-01T14:30:00Z");
    assertThat(Dates.parse("2026-07-01", null, BERLIN).instant()).isEqualTo("2026-06-30T22:00:00Z");
    assertThat(Dates.parse("01/07/2026 11:15 pm", "dd/MM/yyyy hh:mm a", BERLIN).instant()).isEqualTo("2026-07-01T21:15:00Z");
  }

  @Test
  void aTimeThatClocksPassOverIsRefusedAndOneThatTheyShowTwiceIsTheFirst() {
    for (String text : new String[] {"2026-03-29T02:00", "2026-03-29T02:30:00", "2026-03-29 02:59:59"}) {
      assertThatThrownBy(() -> Dates.parse(text, null, BERLIN)).hasMessageContaining("does not exist in Europe/Berlin");
    }
    assertThat(Dates.parse("2026-03-29T03:00", null, BERLIN))
        .isEqualTo(new Dates.Read(java.time.Instant.parse("2026-03-29T01:00:00Z"), false));
    assertThat(Dates.parse("2026-10-25T02:30", null, BERLIN))
        .isEqualTo(new Dates.Read(java.time.Instant.parse("2026-10-25T00:30:00Z"), true));
    assertThat(Dates.parse("2026-10-25T02:30:00+01:00", null, BERLIN))
        .isEqualTo(new Dates.Read(java.time.Instant.parse("2026-10-25T01:30:00Z"), false));
    assertThat(Dates.parse("2026-03-29", null, ZoneId.of("Asia/Beirut")).instant()).isEqualTo("2026-03-28T22:00:00Z");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dd/MM/yyyy", "d.M.yyyy", "MM/dd/yy", "yyyyMMdd", "uuuu-MM-dd HH:mm:ss", "dd MMM yyyy", "MMMM d, yyyy h:mm a",
            "dd.MM.yyyy HH:mm",
        "yyyy-MM-dd'T'HH:mm:ssXXX", "EEE, d MMM yyyy HH:mm:ss Z"
      })
  void patternsByWhichDatesCanBeReadAreTaken(String pattern) {
    assertThat(Dates.faultOf(pattern)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "dd/mm/yyyy | months MM", "DD/mm/yyyy | months MM", "dd/MM/YYYY | years yyyy", "MM/yyyy | whole date", "HH:mm | whole date",
    "dd/MM/yyyy hh:mm | half a time", "qq# | is not a date pattern", "dd/MM | whole date", "'day' | whole date"
  })
  void patternsThatWouldReadSomethingElseAreRefused(String pattern, String why) {
    assertThat(Dates.faultOf(pattern)).hasValueSatisfying(fault -> assertThat(fault).contains(why));
  }

  @Test
  void patternThatNestsIsRefusedHoweverDeep() {
    assertThat(Dates.faultOf("[".repeat(100_000))).hasValueSatisfying(fault -> assertThat(fault).contains("not a date pattern"));
  }

  @Test
  void shortYearsAreKnown() {
    assertThat(Dates.hasShortYears("dd/MM/yy")).isTrue();
    assertThat(Dates.hasShortYears("uuMMdd")).isTrue();
    assertThat(Dates.hasShortYears("dd/MM/yyyy")).isFalse();
    assertThat(Dates.hasShortYears("dd/MM/yyyy 'yy'")).isFalse();
    assertThat(Dates.hasShortYears(null)).isFalse();
  }
}
