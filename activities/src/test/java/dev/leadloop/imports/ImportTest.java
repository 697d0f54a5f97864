package dev.leadloop.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadloop.imports.mapping.ImportJob;
import dev.leadloop.imports.mapping.ImportRefused;
import dev.leadloop.temporal.imports.ImportProgress;
import dev.leadloop.text.IntakeLimits;
import io.temporal.failure.ApplicationFailure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Files into leads, on a real PostgreSQL. */
class ImportTest {
  private static final String MAPPING =
      """
      {"system": "crm", "unknown": ["Select"],
       "columns": {"Id": "externalId", "Mail": "email", "Company": "company", "Size": "companySize", "City": "answers.city",
                   "Opted out": "doNotEmail", "Since": {"field": "touchedAt", "format": "dd/MM/yyyy"}},
       "constants": {"source": "fair"},
       "signals": [{"type": "session_start", "count": {"column": "Visits", "atMost": 3}}]}""";
  private static final String HEADER = "Id,Mail,Company,Size,City,Opted out,Since,Visits\n";
  private static final String GOOD = HEADER
      + "1,one@example.com,\"Acme, Inc\",150,Select,No,31/01/2026,2\n"
      + "2,,Globex,,\"New\nYork\",,,9\n"
      + "3,three@example.com,Initech,20,Oslo,Yes,,\n";

  private static ImportRig rig;

  @BeforeAll
  static void open() {
    rig = new ImportRig();
  }

  @AfterAll
  static void close() {
    rig.close();
  }

  @BeforeEach
  void clear() {
    rig.clear();
  }

  @Test
  void rowsBecomeLeadsWithTheirFactsSignalsAndFirstTouch() {
    ImportProgress done = rig.importAll(GOOD, MAPPING);
    assertThat(done).isEqualTo(new ImportProgress(3, 3, 3, 0, 0, 0, 0));
    assertThat(rig.texts("select company || ':' || coalesce(company_size::text, '-') || ':' || coalesce(email_key, '-')"
            + " || ':' || coalesce(answers->>'city', '-') || ':' || source from lead order by company"))
        .containsExactly("Acme, Inc:150:one@example.com:-:fair", "Globex:-:-:New\nYork:fair",
            "Initech:20:three@example.com:Oslo:fair");
    assertThat(rig.texts("select l.company || count(*) from inbox i join lead l using (lead_id)"
            + " where i.kind = 'signal' group by l.company order by 1"))
        .containsExactly("Acme, Inc2", "Globex3");
    assertThat(rig.texts("select consent->>'status' from lead where consent is not null")).containsExactly("declined");
    assertThat(rig.texts("select to_char(at at time zone 'UTC', 'YYYY-MM-DD') from touch join lead using (lead_id)"
            + " where company = 'Acme, Inc'"))
        .containsExactly("2026-01-31");
  }

  @Test
  void importedHistoryIsMarkedAndEachLeadIsCalledOnce() {
    rig.importAll(GOOD, MAPPING);
    assertThat(rig.number("select count(*) from inbox where not (body->>'imported')::boolean")).isZero();
    assertThat(rig.number("select count(*) from inbox where ring_at is not null")).isEqualTo(3);
    assertThat(rig.number("select count(distinct lead_id) from inbox where ring_at is not null")).isEqualTo(3);
  }

  @Test
  void handoffMayBeAskedFor() {
    rig.importAll(GOOD, MAPPING.replace("\"system\"", "\"handoff\": true, \"system\""));
    assertThat(rig.number("select count(*) from inbox where (body->>'imported')::boolean")).isZero();
  }

  @Test
  void importingAgainChangesNothing() {
    rig.importAll(GOOD, MAPPING);
    List<String> before = everything();
    assertThat(rig.importAll(GOOD, MAPPING)).isEqualTo(new ImportProgress(3, 3, 0, 0, 3, 0, 0));
    assertThat(everything()).isEqualTo(before);
  }

  @Test
  void aKnownLeadWithOtherValuesIsMergedAndOnlyNewVisitsCount() {
    rig.importAll(GOOD, MAPPING);
    String later = HEADER + "1,one@example.com,Acme Ltd,150,,No,31/01/2026,3\n2,,Globex,,\"New\nYork\",,,9\n";
    assertThat(rig.importAll(later, MAPPING)).isEqualTo(new ImportProgress(2, 2, 0, 1, 1, 0, 0));
    assertThat(rig.texts("select company from lead where email_key = 'one@example.com'")).containsExactly("Acme Ltd");
    assertThat(rig.number("select count(*) from inbox join lead using (lead_id) where company = 'Acme Ltd'"
            + " and kind = 'signal'")).isEqualTo(3);
    assertThat(rig.number("select count(*) from lead")).isEqualTo(3);
  }

  @Test
  void aNewVisitBesideKnownOnesIsCalledFor() {
    rig.importAll(GOOD, MAPPING);
    decideAll();
    rig.importAll(HEADER + "1,one@example.com,\"Acme, Inc\",150,Select,No,31/01/2026,3\n", MAPPING);
    assertThat(rig.number("select count(*) from inbox where decided_seq is null")).isEqualTo(1);
    assertThat(rig.number("select count(*) from inbox where decided_seq is null and ring_at <= now()")).isEqualTo(1);
  }

  /** What a file brings may be known, new, doubled and told again in any order: all of it is decided. */
  @Test
  void whateverIsStoredIsCalledForWhateverTheBatch() {
    Random random = new Random(20_260_302);
    for (int turn = 0; turn < 60; turn++) {
      StringBuilder file = new StringBuilder(HEADER);
      for (int row = random.nextInt(8); row >= 0; row--) {
        int who = random.nextInt(4);
        String company = random.nextInt(4) == 0 ? "Acme " + random.nextInt(2) : "Acme";
        file.append(who).append(",").append(random.nextBoolean() ? "p" + who + "@example.com" : "").append(",").append(company)
            .append(",").append(random.nextInt(3) == 0 ? "x" : 10).append(",,,,").append(random.nextInt(4)).append("\n");
      }
      rig.importAll(file.toString(),
          random.nextInt(3) == 0 ? MAPPING.replace("\"system\"", "\"handoff\": true, \"system\"") : MAPPING);
      assertThat(rig.texts("select distinct lead_id from inbox where decided_seq is null"))
          .as("turn %d: every lead with anything undecided is called for at once", turn)
          .isSubsetOf(rig.texts("select distinct lead_id from inbox where decided_seq is null and ring_at <= now()"));
      if (random.nextBoolean()) {
        decideAll();
      }
    }
    assertThat(rig.number("select count(*) from inbox")).isGreaterThan(20);
  }

  private static void decideAll() {
    rig.jdbc.sql("update inbox set decided_seq = 1, ring_at = null where decided_seq is null").update();
  }

  @Test
  void aRowThatStandsTwiceInOneFileIsTakenOnce() {
    String twice = HEADER + "7,,Umbrella,5,,,,\n7,,Umbrella,5,,,,\n7,,Umbrella,6,,,,\n";
    assertThat(rig.importAll(twice, MAPPING)).isEqualTo(new ImportProgress(3, 3, 1, 1, 1, 0, 0));
    assertThat(rig.texts("select company_size::text from lead")).containsExactly("6");
  }

  @Test
  void brokenRowsAreReportedByLineAndTheOthersGoIn() throws IOException {
    byte[] file = (HEADER
            + "1,one@example.com,Acme,10,,,,1\n" // 2: good
            + ",,Nobody,10,,,,\n" // 3: no identity
            + "3,not-an-address,Broken,10,,,,\n" // 4: invalid address
            + "4,,Short\n" // 5: ragged
            + "5,,Many,1,2,3,4,5,6,7\n" // 6: ragged
            + "6,,Number,ten,,,,\n" // 7: bad number
            + "7,,Date,,,,2026-01-31,\n" // 8: bad date
            + "8,,Visits,,,,,many\n" // 9: bad number
            + "9,,M\u00fcller,,,,,\n" // 10: not UTF-8
            + "10,,Good,,,,,\n" // 11: good
            + "11,,Word,,,maybe,,\n" // 12: neither yes nor no
            + "12,,Nul\0,,,,,\n") // 13: NUL
        .getBytes(StandardCharsets.ISO_8859_1);
    String importId = rig.stage(new ByteArrayInputStream(file), MAPPING);
    assertThat(rig.run(importId)).isEqualTo(new ImportProgress(12, 12, 2, 0, 0, 10, 0));
    assertThat(rig.store.failed(importId, 0, 100)).extracting(ImportStore.FailedRow::line)
        .containsExactly(3, 4, 5, 6, 7, 8, 9, 10, 12, 13);
    assertThat(rig.store.failed(importId, 0, 100)).extracting(row -> String.valueOf(row.column()))
        .containsExactly("Mail", "Mail", "null", "null", "Size", "Since", "Visits", "Company", "Opted out", "Company");
    assertThat(rig.errors(importId)).startsWith("import line,import column,import reason,Id,Mail,Company,Size")
        .contains("5,,\"The row has 3 cells, the header 8. Look for a separator too many or too few.\",4,,Short")
        .contains("charset=windows-1252").contains("M\uFFFDller");
  }

  @Test
  void whatTheApiWouldNotTakeIsReportedAndTheOtherRowsGoIn() {
    List<String> fields = List.of("firstName", "lastName", "company", "title", "industry", "country", "source", "campaign",
        "content", "channel", "answers.need");
    String columns = fields.stream().map(field -> "\"" + field + "\": \"" + field + "\"").collect(Collectors.joining(", "));
    StringBuilder file = new StringBuilder("Id," + String.join(",", fields) + "\n");
    for (int n = 0; n < fields.size(); n++) {
      int longest = IntakeLimits.longest(fields.get(n));
      for (String value : List.of("x".repeat(longest), "x".repeat(longest + 1), "x".repeat(2_100), "a\u0001b")) {
        file.append(n).append(value.length()).append(",".repeat(n + 1)).append(value).append(",".repeat(fields.size() - n - 1))
            .append('\n');
      }
    }
    String importId = rig.stage(file.toString(), "{\"system\": \"crm\", \"columns\": {\"Id\": \"externalId\", " + columns + "}}");
    assertThat(rig.run(importId)).isEqualTo(new ImportProgress(44, 44, 11, 0, 0, 33, 0));
    assertThat(rig.store.failed(importId, 0, 100)).extracting(ImportStore.FailedRow::column)
        .containsExactlyElementsOf(fields.stream().flatMap(field -> Stream.of(field, field, field)).toList());
    assertThat(rig.store.failed(importId, 0, 100)).extracting(row -> String.valueOf(row.reason()))
        .contains("The field 'source' may have at most 100 characters and has 2100; shorten it.",
            "The field 'source' holds the control character U+0001 at position 2.");
    assertThat(rig.number("select max(length(source)) from lead")).isEqualTo(100);
  }

  @Test
  void timesAndNumbersBeyondWhatTheRecordHoldsFailTheirRowAlone() {
    String importId = rig.stage(
        HEADER + "1,,Acme,0,,,,\n2,,Acme,10000001,,,,\n3,,Acme,10000000,,,,\n4,,Acme,1,,,31/01/1900,\n5,,Acme,1,,,31/01/9999,\n",
        MAPPING);
    assertThat(rig.run(importId)).isEqualTo(new ImportProgress(5, 5, 1, 0, 0, 4, 0));
    assertThat(rig.store.failed(importId, 0, 100)).extracting(row -> String.valueOf(row.column()))
        .containsExactly("Size", "Size", "Since", "Since");
  }

  @Test
  void rowThatTheDatabaseRefusesFailsAloneAndTheImportEnds() {
    rig.jdbc.sql("""
        create function refuse() returns trigger language plpgsql as
        'begin if new.company = ''Poison'' then raise exception ''no''; end if; return new; end'""").update();
    rig.jdbc.sql("create trigger refuse before insert or update on lead for each row execute function refuse()").update();
    try {
      String importId = rig.stage(HEADER + "1,,Acme,1,,,,2\n2,,Poison,1,,,,1\n3,,Globex,1,,,,\n3,,Globex,1,,,,\n", MAPPING);
      assertThat(rig.run(importId)).isEqualTo(new ImportProgress(4, 4, 2, 0, 1, 1, 0));
      assertThat(rig.store.failed(importId, 0, 100)).extracting(ImportStore.FailedRow::line).containsExactly(3);
      assertThat(rig.texts("select company from lead order by 1")).containsExactly("Acme", "Globex");
      assertThat(rig.number("select count(*) from inbox where kind = 'signal'")).isEqualTo(2);
    } finally {
      rig.jdbc.sql("drop trigger refuse on lead").update();
      rig.jdbc.sql("drop function refuse()").update();
    }
  }

  @Test
  void constantsAreHeldAgainstTheSameLimits() {
    for (String constant : List.of("\"source\": \"" + "x".repeat(101) + "\"", "\"companySize\": \"many\"",
        "\"companySize\": \"0\"", "\"timeZone\": \"Mars\"", "\"doNotEmail\": \"perhaps\"")) {
      assertThatThrownBy(() -> rig.stage(GOOD, "{\"system\": \"crm\", \"columns\": {\"Id\": \"externalId\"}, \"constants\": {"
          + constant + "}}")).as(constant).isInstanceOf(ImportRefused.class).hasMessageContaining("constants.");
    }
    assertThatThrownBy(() -> rig.stage(GOOD, "{\"system\": \"my crm\", \"columns\": {\"Id\": \"externalId\"}}"))
        .hasMessageContaining("system may have letters");
    rig.importAll(GOOD, "{\"system\": \"crm\", \"columns\": {\"Mail\": \"email\", \"Id\": \"externalId\"},"
        + " \"constants\": {\"doNotEmail\": \"Yes\"}}");
    assertThat(rig.texts("select distinct consent->>'status' from lead")).containsExactly("declined");
  }

  @Test
  void theCorrectedReportIsImportedWithTheSameMapping() throws IOException {
    String importId = rig.stage(HEADER + "1,,Acme,10,,,,1\n2,,Globex,ten,,,,\n", MAPPING);
    rig.run(importId);
    String corrected = rig.errors(importId).replace(",ten,", ",10,").replace("2,,Globex", "2,,Globex Corp");
    String again = rig.stage(corrected, MAPPING);
    assertThat(rig.run(again)).isEqualTo(new ImportProgress(1, 1, 1, 0, 0, 0, 0));
    assertThat(rig.texts("select company from lead order by 1")).containsExactly("Acme", "Globex Corp");
  }

  @Test
  void reportIsSafeToOpenInASpreadsheetAndTheCorrectedOneBringsInWhatWasMeant() throws IOException {
    String odd = "1,,=2+5,10,@home,,,1\n"
        + "2,+x@example.com,-Acme;=1,ten,\"\t=cmd\",,,\n"
        + "3,,\"'=2+5\",ten,\uff1d1,,,\n"
        + "-4,,-5,ten,\"a\n-b\",,,\n";
    String mapping = MAPPING.replace("\"Company\": \"company\"", "\"=Company\": \"company\"");
    String header = HEADER.replace("Company", "=Company");
    String importId = rig.stage(header + odd, mapping);
    assertThat(rig.run(importId)).isEqualTo(new ImportProgress(4, 4, 1, 0, 0, 3, 0));
    String report = rig.errors(importId);
    assertThat(report)
        .startsWith("import line,import column,import reason,Id,Mail,'=Company,Size")
        .contains(",2,'+x@example.com,'-Acme;'=1,ten,'\t'=cmd,", ",3,,'=2+5,ten,'\uff1d1,", ",-4,,-5,ten,\"a\n'-b\",");
    // Wrong a second time: the report of the report says the same, and nothing has grown.
    String second = rig.stage(report, mapping);
    rig.run(second);
    assertThat(rig.errors(second).lines().skip(1).map(line -> line.replaceFirst("^[0-9]+,", "")).toList())
        .isEqualTo(report.lines().skip(1).map(line -> line.replaceFirst("^[0-9]+,", "")).toList());
    assertThat(rig.errors(second).lines().findFirst()).isEqualTo(report.lines().findFirst());
    String third = rig.stage(rig.errors(second).replace(",ten,", ",10,"), mapping);
    assertThat(rig.run(third)).isEqualTo(new ImportProgress(3, 3, 3, 0, 0, 0, 0));
    assertThat(rig.texts("select company || '|' || coalesce(email, '') || '|' || coalesce(answers->>'city', '') from lead"))
        .containsExactlyInAnyOrder(
            "=2+5||@home", "-Acme;=1|+x@example.com|=cmd", "=2+5||\uff1d1", "-5||a\n-b");
  }

  @Test
  void aQuoteThatIsNotClosedCostsItsOwnRowAloneAndTheCountsAreThoseOfTheFile() throws IOException {
    String file = HEADER
        + "1,one@example.com,\"19\"\" Rack Co\",10,,,,1\n" // 2: good
        + "2,two@example.com,\"Screens 24,10,,,,1\n" // 3: stray quote
        + "3,three@example.com,Beta,10,,,,1\n" // 4: good
        + "4,four@example.com,Wide\" Gmbh,10,,,,1\n" // 5: good
        + "5,five@example.com,\"Acme\" Inc,10,,,,1\n" // 6: text behind the quote
        + "6,six@example.com,Zeta,10,,,,1\n" // 7: good
        + "7,seven@example.com,\"Last,10,,,,1\n"; // 8: stray quote
    String importId = rig.stage(file, MAPPING);
    assertThat(rig.store.find(importId).orElseThrow().counts()).isEqualTo(new ImportJob.Counts(7, 3, 0, 0, 0, 3));
    assertThat(rig.run(importId)).isEqualTo(new ImportProgress(7, 7, 4, 0, 0, 3, 0));
    assertThat(rig.store.failed(importId, 0, 9)).extracting(ImportStore.FailedRow::line).containsExactly(3, 6, 8);
    assertThat(rig.store.failed(importId, 0, 9)).extracting(ImportStore.FailedRow::column).containsOnly("Company");
    assertThat(rig.texts("select company from lead order by 1")).containsExactly("19\" Rack Co", "Beta", "Wide\" Gmbh", "Zeta");
    assertThat(rig.errors(importId)).contains("3,Company,\"The quote (\"\") that opens the cell").contains("\"\"Screens 24,10");
  }

  @Test
  void aFileOfWhichNoRowCanBeReadIsDoneWithEveryRowFailed() {
    String importId = rig.stage(HEADER + "1,,\"Open,,,,,\n2,,\"Open,,,,,\n", MAPPING);
    assertThat(rig.run(importId)).isEqualTo(new ImportProgress(2, 2, 0, 0, 0, 2, 0));
    assertThat(rig.store.find(importId).orElseThrow().state()).isEqualTo(ImportJob.State.DONE);
  }

  @Test
  void aHeaderThatCannotBeReadIsRefusedWithWhatToDo() {
    assertThatThrownBy(() -> rig.stage("\"" + GOOD, MAPPING)).hasMessageContaining("header in line 1");
    byte[] utf16 = GOOD.getBytes(StandardCharsets.UTF_16LE);
    assertThatThrownBy(() -> rig.stage(new ByteArrayInputStream(utf16), MAPPING)).hasMessageContaining("charset=UTF-16");
    assertThat(rig.run(rig.stage(new ByteArrayInputStream(GOOD.getBytes(StandardCharsets.UTF_16)), MAPPING)).created())
        .isEqualTo(3);
  }

  /** The rows are counted by their line ends, which no cell of these files holds. */
  @Test
  void theCountsOfDamagedFilesAreThoseOfAnIndependentCount() {
    for (long seed = 1; seed <= 40; seed++) {
      java.util.Random chance = new java.util.Random(seed);
      StringBuilder file = new StringBuilder(HEADER);
      int rows = 1 + chance.nextInt(30);
      for (int i = 0; i < rows; i++) {
        String row = i + "," + (chance.nextInt(5) == 0 ? "nobody" : "p" + i + "-" + seed + "@example.com") + ",\"Acme, Inc\","
            + chance.nextInt(99) + ",City,,,1";
        for (int damage = chance.nextInt(3); damage > 0; damage--) {
          int at = chance.nextInt(row.length() + 1);
          row = row.substring(0, at) + (chance.nextInt(4) == 0 ? "," : "\"") + row.substring(at);
        }
        file.append(row).append(chance.nextBoolean() ? "\r\n" : "\n");
      }
      ImportProgress done = rig.importAll(file.toString(), MAPPING);
      assertThat(done.total()).as("seed %d: %s", seed, file).isEqualTo(rows);
      assertThat(done.created() + done.merged() + done.unchanged() + done.failed()).as("seed %d", seed).isEqualTo(rows);
    }
  }

  @Test
  void blanksThatCannotBeSeenAreTakenOffAndNamedInsideOfAnAddress() {
    String importId = rig.stage(
        "\u200bMail\u00a0,Company\npia@example.com\u00a0,Acme\n\u200bquin@example.com,\u3000Beta\u2060\n"
            + "\u00a0rae@example.com,\u00a0\n"
            + "s\u200bam@example.com,Acme\n",
        "{\"columns\": {\"Mail\": \"email\", \"Company\": \"company\"}}");
    assertThat(rig.run(importId)).isEqualTo(new ImportProgress(4, 4, 3, 0, 0, 1, 0));
    assertThat(rig.texts("select email || ':' || coalesce(company, '-') from lead order by 1"))
        .containsExactly("pia@example.com:Acme", "quin@example.com:Beta", "rae@example.com:-");
    assertThat(rig.store.failed(importId, 0, 9)).singleElement().satisfies(row ->
        assertThat(row.reason()).contains("U+200B ZERO WIDTH SPACE at position 2"));
  }

  private static final String PEOPLE = "{\"columns\": {\"Mail\": \"email\", \"Size\": \"companySize\"}}";

  @Test
  void numbersAreReadForCertainOrRefusedAndNeverCut() {
    String file = "Mail;Size\n"
        + "a@example.com;1.000\nb@example.com;1,000\nc@example.com;1.5\nd@example.com;51-200\ne@example.com;10k\n"
        + "f@example.com;1e3\ng@example.com;0\nh@example.com;99999999\ni@example.com;-5\n"
        + "j@example.com;1 000\nk@example.com;1.000.000\nl@example.com; 50 \nm@example.com;150.0\nn@example.com;\u0661\u0662\n";
    String importId = rig.stage(file, PEOPLE.replace("{\"columns\"", "{\"separator\": \";\", \"columns\""));
    assertThat(rig.run(importId)).isEqualTo(new ImportProgress(14, 14, 5, 0, 0, 9, 0));
    assertThat(rig.texts("select email || ' ' || company_size from lead order by 1"))
        .containsExactly("j@example.com 1000", "k@example.com 1000000", "l@example.com 50", "m@example.com 150",
            "n@example.com 12");
    List<ImportStore.FailedRow> failed = rig.store.failed(importId, 0, 20);
    assertThat(failed).extracting(ImportStore.FailedRow::line).containsExactly(2, 3, 4, 5, 6, 7, 8, 9, 10);
    assertThat(failed).allSatisfy(row -> assertThat(row.column()).isEqualTo("Size"));
    assertThat(failed.get(0).reason()).contains("'1.000' may mean 1000 or 1 and a fraction").contains("\"decimal\": \",\"");
    assertThat(failed.get(3).reason()).contains("is a range").contains("\"values\"");
    assertThat(failed.get(6).reason()).contains("from 1 to 10000000");
  }

  @Test
  void theMappingSaysWhichSignStandsBeforeFractions() {
    String mapping = PEOPLE.replace("{\"columns\"", "{\"separator\": \";\", \"decimal\": \",\", \"columns\"");
    assertThat(rig.importAll("Mail;Size\na@example.com;1.000\nb@example.com;2.500,0\nc@example.com;1,000\n", mapping).created())
        .isEqualTo(3);
    assertThat(rig.texts("select company_size::text from lead order by email")).containsExactly("1000", "2500", "1");
    rig.clear();
    String column = PEOPLE.replace("\"companySize\"", "{\"field\": \"companySize\", \"decimal\": \".\"}");
    assertThat(rig.importAll("Mail,Size\na@example.com,\"1,000\"\n", column).created()).isEqualTo(1);
    assertThat(rig.texts("select company_size::text from lead")).containsExactly("1000");
  }

  @Test
  void constantsAreReadAsStrictlyAsCells() {
    for (String constant : List.of("\"companySize\": \"1.000\"", "\"companySize\": \"51-200\"", "\"timeZone\": \"Europe/Berln\"",
        "\"doNotEmail\": \"perhaps\"", "\"touchedAt\": \"2026-02-31\"", "\"touchedAt\": \"9999-12-31\"")) {
      assertThatThrownBy(() ->
          rig.stage("Mail\na@example.com\n", "{\"columns\": {\"Mail\": \"email\"}, \"constants\": {" + constant + "}}"))
          .isInstanceOf(ImportRefused.class).hasMessageContaining("constants.");
    }
    rig.importAll("Mail\na@example.com\n",
        "{\"columns\": {\"Mail\": \"email\"}, \"constants\": {\"touchedAt\": \"2026-01-31\", \"source\": \"fair\","
            + " \"doNotEmail\": \"Yes\"}}");
    assertThat(rig.texts("select to_char(at at time zone 'UTC', 'YYYY-MM-DD') from touch")).containsExactly("2026-01-31");
    assertThat(rig.texts("select consent->>'status' from lead")).containsExactly("declined");
  }

  @Test
  void datesAreReadToTheLetterOrRefused() {
    String mapping =
        "{\"timeZone\": \"Europe/Berlin\", \"columns\": {\"Mail\": \"email\", \"Since\": \"touchedAt\"}, \"constants\":"
            + " {\"source\": \"fair\"}}";
    String importId = rig.stage("Mail,Since\n"
        + "a@example.com,2026-02-31\nb@example.com,2025-02-29\nc@example.com,2024-02-29\nd@example.com,2026-03-01T24:00\n"
        + "e@example.com,2026-03-29T02:30\nf@example.com,2025-10-26T02:30\ng@example.com,45321\nh@example.com,03/04/2026\n"
        + "i@example.com,0001-01-01\nj@example.com,9999-12-31\nk@example.com,2150-01-01\nl@example.com,\n", mapping);
    assertThat(rig.run(importId)).isEqualTo(new ImportProgress(12, 12, 4, 0, 0, 8, 0));
    assertThat(rig.store.failed(importId, 0, 20)).extracting(ImportStore.FailedRow::line)
        .containsExactly(2, 3, 5, 6, 8, 9, 10, 11);
    assertThat(rig.store.find(importId).orElseThrow().warned()).isEqualTo(2);
    assertThat(rig.store.warned(importId, 0, 9)).extracting(ImportStore.WarnedRow::line).containsExactly(7, 12);
    assertThat(rig.store.warned(importId, 0, 9).get(0).warnings()).singleElement().asString().contains("show twice that night");
    assertThat(rig.store.warned(importId, 0, 9).get(1).warnings()).singleElement().asString().contains("lies in the future");
    assertThat(rig.number("select count(*) from touch where at > now()")).isZero();
    assertThat(rig.texts("select to_char(at at time zone 'UTC', 'YYYY-MM-DD HH24:MI') from touch join lead using (lead_id)"
        + " where email = 'f@example.com'")).containsExactly("2025-10-26 00:30");
  }

  @Test
  void aYearOfTwoDigitsThatWouldLieInTheFutureIsRefused() {
    String mapping = "{\"columns\": {\"Mail\": \"email\", \"Since\": {\"field\": \"touchedAt\", \"format\": \"dd/MM/yy\"}}}";
    String importId = rig.stage("Mail,Since\na@example.com,31/12/99\nb@example.com,31/12/19\n", mapping);
    assertThat(rig.run(importId)).isEqualTo(new ImportProgress(2, 2, 1, 0, 0, 1, 0));
    assertThat(rig.store.failed(importId, 0, 9)).singleElement()
        .satisfies(row -> assertThat(row.reason()).contains("two digits"));
  }

  private static final String NAMED =
      "{\"system\": \"crm\", \"columns\": {\"Id\": \"externalId\", \"Mail\": \"email\", \"Company\": \"company\"}}";

  /** Whichever of the rows come together in one batch: there are as many good rows between them as a batch has. */
  @Test
  void oneIdWithTwoAddressesAndOneAddressWithTwoIdsInAFileAreRefusedByTheSecondLine() {
    for (int between : new int[] {0, 3, 600}) {
      rig.clear();
      StringBuilder file = new StringBuilder("Id,Mail,Company\n1,uma@example.com,One\n2,rae@example.com,Two\n");
      for (int i = 0; i < between; i++) {
        file.append("x").append(i).append(",x").append(i).append("@example.com,Between\n");
      }
      file.append("1,val@example.com,Three\n3,RAE@example.com,Four\n1,uma@example.com,Five\n"
          + "1,,Six\n,rae@example.com,Seven\n1,val@example.com,Three\n");
      String importId = rig.stage(file.toString(), NAMED);
      ImportProgress done = rig.run(importId);
      assertThat(done.total()).isEqualTo(between + 8);
      assertThat(done.failed()).as("%d between", between).isEqualTo(3);
      assertThat(done.created()).isEqualTo(between + 2);
      assertThat(rig.store.failed(importId, 0, 9)).extracting(ImportStore.FailedRow::reason).satisfiesExactly(
          reason -> assertThat(reason).startsWith("Line 2 has the same external id with another address"),
          reason -> assertThat(reason).startsWith("Line 3 has the same address with another external id"),
          reason -> assertThat(reason).startsWith("Line 2 has the same external id with another address"));
      assertThat(rig.texts("select email || ' ' || company from lead where company not like 'Between' order by 1"))
          .containsExactly("rae@example.com Seven", "uma@example.com Six");
      assertThat(rig.run(rig.stage(file.toString(), NAMED)).failed()).as("again").isEqualTo(3);
    }
  }

  @Test
  void aLaterFileMayGiveAKnownLeadItsNewAddressUnlessTheIdIsRounded() {
    rig.importAll("Id,Mail,Company\n1,old@example.com,One\n2.38476E+15,uma@example.com,Two\n", NAMED);
    assertThat(rig.importAll("Id,Mail,Company\n1,new@example.com,One\n", NAMED).merged()).isEqualTo(1);
    assertThat(rig.texts("select email from lead where company = 'One'")).containsExactly("new@example.com");
    String importId = rig.stage("Id,Mail,Company\n2.38476E+15,val@example.com,Three\n", NAMED);
    assertThat(rig.run(importId).failed()).isEqualTo(1);
    assertThat(rig.store.failed(importId, 0, 9).getFirst().reason()).contains("rounded").contains("text");
    assertThat(rig.texts("select email from lead where company = 'Two'")).containsExactly("uma@example.com");
  }

  @Test
  void aRowThatJoinsTwoKnownLeadsIsRefusedAsByTheApi() {
    rig.importAll("Id,Mail,Company\n1,one@example.com,One\n2,two@example.com,Two\n", NAMED);
    String importId = rig.stage("Id,Mail,Company\n1,two@example.com,Both\n", NAMED);
    assertThat(rig.run(importId).failed()).isEqualTo(1);
    assertThat(rig.store.failed(importId, 0, 9).getFirst().reason()).contains("belongs to one known lead");
    assertThat(rig.number("select count(*) from lead where company = 'Both'")).isZero();
  }

  @Test
  void aCountryNobodyKnowsIsKeptAndSaidWithTheNearest() throws IOException {
    String importId =
        rig.stage("Mail,Country,Language\na@example.com,Germny,de\nb@example.com,Deutschland,Klingonish\nc@example.com,,\n",
        "{\"columns\": {\"Mail\": \"email\", \"Country\": \"country\", \"Language\": \"answers.language\"}}");
    assertThat(rig.run(importId)).isEqualTo(new ImportProgress(3, 3, 3, 0, 0, 0, 0));
    assertThat(rig.texts("select country from lead where email = 'a@example.com'")).containsExactly("Germny");
    assertThat(rig.store.find(importId).orElseThrow().warned()).isEqualTo(2);
    java.io.StringWriter report = new java.io.StringWriter();
    new ImportRemarks(rig.store).write(rig.store.find(importId).orElseThrow(), report);
    assertThat(report.toString().lines().toList()).hasSize(3).first().isEqualTo("import line,import warning");
    assertThat(report.toString()).contains("'Germny'").contains("did you mean 'Germany'?").contains("'Klingonish'");
    String again = rig.stage("Mail,Country,Language\na@example.com,Germny,de\n",
        "{\"columns\": {\"Mail\": \"email\", \"Country\": \"country\", \"Language\": \"answers.language\"}}");
    assertThat(rig.run(again).unchanged()).isEqualTo(1);
    assertThat(rig.store.find(again).orElseThrow().warned()).isEqualTo(1);
  }

  @Test
  void aTimeZoneNobodyKnowsIsRefusedWithTheNearest() {
    String importId = rig.stage("Mail,Zone\na@example.com,Europe/Berln\nb@example.com,new york\n",
        "{\"columns\": {\"Mail\": \"email\", \"Zone\": \"timeZone\"}}");
    assertThat(rig.run(importId).failed()).isEqualTo(2);
    assertThat(rig.store.failed(importId, 0, 9)).extracting(ImportStore.FailedRow::reason).satisfiesExactly(
        reason -> assertThat(reason).contains("did you mean 'Europe/Berlin'?"),
        reason -> assertThat(reason).contains("did you mean 'America/New_York'?"));
  }

  @Test
  void cellsAreForgottenOnceARowCameInAndWhereItFailedAfterItsTime() {
    String importId = rig.stage(HEADER + "1,,Acme,10,,,,1\n2,,Globex,ten,,,,\n", MAPPING);
    rig.run(importId);
    assertThat(rig.texts("select line::text from import_row where cells is not null")).containsExactly("3");
    assertThat(rig.store.forgetFailedCells(30)).isZero();
    rig.jdbc.sql("update import_job set finished_at = now() - interval '31 days'").update();
    assertThat(rig.store.forgetFailedCells(30)).isEqualTo(1);
  }

  @Test
  void aFileThatCannotBeTakenLeavesNothingBehind() {
    assertThatThrownBy(() -> rig.stage("", MAPPING)).hasMessageContaining("empty");
    assertThatThrownBy(() -> rig.stage(HEADER, MAPPING)).hasMessageContaining("no rows");
    assertThatThrownBy(() -> rig.stage("Id,Mail\n1,a@example.com\n", MAPPING)).hasMessageContaining("no column 'Company'");
    assertThatThrownBy(() -> rig.stage(bytes(GOOD.repeat(10)), MAPPING, new ImportStaging.Limits(1 << 20, 20)))
        .hasMessageContaining("more than 20 rows");
    assertThatThrownBy(() ->
        rig.stage(bytes(GOOD + "9,,Acme,,,,,\n".repeat(100_000)), MAPPING, new ImportStaging.Limits(1 << 20, 1_500_000)))
        .hasMessageContaining("larger than 1 MiB");
    assertThat(rig.number("select (select count(*) from import_job) + (select count(*) from import_row)")).isZero();
  }

  @Test
  void anUnknownImportFailsForGood() {
    assertThatThrownBy(() -> rig.batches.importBatch("nothing")).isInstanceOfSatisfying(
        ApplicationFailure.class, failure -> assertThat(failure.isNonRetryable()).isTrue());
  }

  @Test
  void importTakesBackNoOptOut() {
    rig.importAll(GOOD, MAPPING);
    rig.importAll(HEADER + "3,three@example.com,Initech,21,Oslo,No,,\n", MAPPING);
    assertThat(rig.texts("select consent->>'status' from lead where company = 'Initech'")).containsExactly("declined");
  }

  private List<String> everything() {
    return rig.texts("select l::text from lead l union all select t::text from touch t union all select i::text from inbox i"
        + " union all select n::text from lead_identity n order by 1");
  }

  private static ByteArrayInputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }
}
