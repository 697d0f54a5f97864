package dev.leadloop.policyfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.HolidayType;
import de.focus_shift.jollyday.core.ManagerParameters;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.leadloop.policyfile.HolidayCorrections.Correction;
import dev.leadloop.policyfile.HolidayCorrections.Day;
import dev.leadloop.policyfile.yaml.InvalidPolicy;
import dev.leadloop.policyfile.yaml.InvalidPolicy.Problem;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Year;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Public holidays against the official lists of many places, written down apart from the library and our corrections. */
// It asks the library itself, which two may not do at once.
@Isolated
class HolidaysTest {
  private static final String POLICY = PolicyCatalog.starter();
  private static final List<Integer> YEARS = List.of(2025, 2026, 2027);

  private static String with(String place) {
    return POLICY.replace("countries: [US]", "countries: [" + place + "]");
  }

  private static Set<LocalDate> days(String place) {
    PolicyFiles.Reading read = PolicyFiles.read(with("\"" + place + "\""), 1, template -> true, Holidays.known());
    return new TreeSet<>(Objects.requireNonNull(read.holidays().get(place)));
  }

  private static List<String> warnings(String place) {
    return PolicyFiles.warnings(with(place)).stream().map(Problem::message).toList();
  }

  /** The days from Monday to Friday on which a place does not work, year by year. */
  @TestFactory
  Stream<DynamicTest> everyPlaceHasTheDaysOfItsOfficialList() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (NamedCsvRecord line : officialLists()) {
      String place = line.getField("place");
      tests.add(DynamicTest.dynamicTest(place, () -> {
        Set<LocalDate> ours =
            days(place).stream()
                .filter(day -> YEARS.contains(day.getYear()) && day.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) < 0)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(ours).as(line.getField("source")).containsExactlyElementsOf(official(line));
      }));
    }
    assertThat(tests).as("places").hasSizeGreaterThanOrEqualTo(40);
    return tests.stream();
  }

  private static List<NamedCsvRecord> officialLists() throws IOException {
    try (CsvReader<NamedCsvRecord> lines = CsvReader.builder().ofNamedCsvRecord(new InputStreamReader(
        Objects.requireNonNull(HolidaysTest.class.getResourceAsStream("/holidays/official.csv")), StandardCharsets.UTF_8))) {
      return lines.stream().toList();
    }
  }

  private static Set<LocalDate> official(NamedCsvRecord line) {
    Set<LocalDate> days = new TreeSet<>();
    for (int year : YEARS) {
      for (String day : line.getField(String.valueOf(year)).split(" ")) {
        days.add(LocalDate.parse(year + "-" + day));
      }
    }
    return days;
  }

  @ParameterizedTest
  @CsvSource({
    "JP, 2027-02-23, true", "JP, 2027-03-22, true", "JP, 2026-09-22, true", "JP, 2026-09-23, true", "JP, 2026-05-06, true",
    "JP, 2026-12-23, false", "JP, 2027-12-23, false", "JP, 2018-12-23, true", "JP, 2030-02-23, true", "JP, 2030-12-23, false",
    "US, 2026-07-03, true", "US, 2027-12-24, true", "US, 2027-12-31, true", "US, 2030-10-14, true", "DE-BY, 2027-01-06, true",
    "GB-SCT, 2027-01-04, true", "GB-ENG, 2027-03-29, true", "SG, 2026-08-09, true", "SG, 2026-03-21, true",
    "HK, 2026-10-19, true", "MY, 2027-02-08, true", "CN, 2026-10-07, true", "IN, 2026-11-08, true", "CA-NB, 2029-08-06, true"
  })
  void singleDaysAreAsTheyShouldBe(String place, LocalDate day, boolean holiday) {
    assertThat(days(place).contains(day)).isEqualTo(holiday);
  }

  @ParameterizedTest
  @CsvSource({"CA, Thanksgiving", "GB, Easter Monday", "CH, Good Friday", "AU, Birthday", "ES, Maundy Thursday"})
  void aCountryAsAWholeWarnsOfDaysThatMostOfItsPartsHave(String country, String day) {
    assertThat(warnings(country)).anySatisfy(warning ->
        assertThat(warning).contains("'" + country + "' as a whole lack days that most of its parts have")
            .containsIgnoringCase(day)
            .contains("name the part, such as " + country + "-"));
  }

  @ParameterizedTest
  @CsvSource({"US", "FR", "IE", "AT", "NO", "CA-ON", "GB-ENG", "DE-BY", "CH-ZH"})
  void whoNamesWhatIsWholeIsNotWarned(String place) {
    assertThat(warnings("\"" + place + "\"")).noneMatch(warning -> warning.contains("as a whole"));
  }

  @Test
  void warningsNameTheirLineAndSayWhereListsEnd() {
    List<Problem> warnings = PolicyFiles.warnings(with("SG, CA"));
    int line = (int) with("SG, CA").substring(0, with("SG, CA").indexOf("countries: [SG")).lines().count();
    assertThat(warnings).extracting(Problem::line).containsOnly(line);
    assertThat(warnings).extracting(Problem::message)
        .anySatisfy(message -> assertThat(message).contains("'SG'", "listed until 2027", "'dates'"));
    assertThat(PolicyFiles.warnings(POLICY)).as("the starter policy").isEmpty();
  }

  @Test
  void whatIsNoPlaceIsRefused() {
    for (String place : List.of("XX", "Malaysia", "JP-13", "MY-10", "CA-XX", "DE-", "US-", "-BY")) {
      assertThatThrownBy(() -> PolicyTexts.read(with("\"" + place + "\""), 1)).as(place).isInstanceOf(InvalidPolicy.class);
    }
  }

  @Test
  void smallLettersNameTheSamePlace() {
    PolicyFiles.Reading read = PolicyFiles.read(with("de-by"), 1, template -> true, Holidays.known());
    assertThat(read.holidays()).containsOnlyKeys("DE-BY");
    assertThat(new TreeSet<>(read.holidays().get("DE-BY"))).isEqualTo(days("DE-BY"));
  }

  @Test
  void everyCorrectionNamesItsOfficialPageAndStillCorrectsSomething() {
    HolidayCorrections corrections = HolidayCorrections.read();
    assertThat(corrections.places()).contains("JP", "SG", "CA-ON", "HK", "MY", "CN", "IN");
    for (String place : corrections.places()) {
      Set<LocalDate> library = library(place);
      for (Correction correction : corrections.of(place)) {
        assertThat(URI.create(correction.source()).getHost()).as(correction.toString()).isNotBlank();
        assertThat(correction.what()).as(correction.toString()).isNotBlank();
        assertThat(correction.day().in(2025, 2027))
            .as("the library knows by now; this line can go: " + correction)
            .anyMatch(day -> library.contains(day) != correction.holiday());
      }
    }
  }

  /** What the library says of a place without our corrections. */
  private static Set<LocalDate> library(String place) {
    String[] parts = place.toLowerCase(Locale.ROOT).split("-", 2);
    Set<LocalDate> days = new TreeSet<>();
    if (HolidayManager.getSupportedCalendarCodes().stream().anyMatch(parts[0]::equalsIgnoreCase)) {
      HolidayManager library = HolidayManager.getInstance(ManagerParameters.create(parts[0]));
      // The first of January is observed in December where it is a Saturday.
      for (int year = YEARS.getFirst(); year <= YEARS.getLast() + 1; year++) {
        library.getHolidays(Year.of(year), HolidayType.PUBLIC_HOLIDAY, Arrays.copyOfRange(parts, 1, parts.length))
            .forEach(day -> days.add(day.getObservedDate().orElse(day.getActualDate())));
      }
    }
    return days;
  }

  @Test
  void rulesOfCorrectionsGiveTheDaysTheySay() {
    assertThat(new Day.Weekday(2, DayOfWeek.MONDAY, 10, 2026).in(2025, 2027))
        .containsExactly(LocalDate.parse("2026-10-12"), LocalDate.parse("2027-10-11"));
    assertThat(new Day.EveryYear(java.time.MonthDay.of(2, 23), 2020).in(2019, 2021))
        .containsExactly(LocalDate.parse("2020-02-23"), LocalDate.parse("2021-02-23"));
    assertThat(new Day.Date(LocalDate.parse("2026-01-02")).in(2027, 2030)).isEmpty();
  }
}
