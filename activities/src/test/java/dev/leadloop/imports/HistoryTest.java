package dev.leadloop.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadloop.imports.mapping.ImportRefused;
import dev.leadloop.temporal.imports.ImportProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What files tell of leads' lives before they came, and what is wrong with it. */
class HistoryTest {
  private static final String HEADER = "Id,MQL on,Closed,Result,Value,Currency,Why\n";
  private static final String MAPPING =
      """
      {"system": "old-crm", "timeZone": "Europe/Berlin", "unknown": ["-"], "columns": {"Id": "externalId"},
       "history": [
         {"stage": "mql", "at": {"column": "MQL on", "format": "dd.MM.yyyy"}},
         {"stage": "won", "at": {"column": "Closed"}, "when": {"column": "Result", "equals": "yes"},
          "amount": {"column": "Value"}, "currency": {"column": "Currency", "values": {"Euro": "EUR"}}},
         {"stage": "lost", "at": {"column": "Closed"}, "when": {"column": "Result", "equals": "no"},
          "reason": {"column": "Why", "values": {"Too expensive": "no_budget", "?": null}}}]}""";

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

  private static String told() {
    return String.join("; ", rig.texts("""
        select (select string_agg(
                         concat_ws(' ', s ->> 'stage', s ->> 'at', s ->> 'amount', s ->> 'currency', s ->> 'reason'), ', ')
                  from jsonb_array_elements(i.body -> 'steps') s)
          from inbox i join lead_identity l using (lead_id) where kind = 'past_told' order by external_id, i.occurred_at"""));
  }

  @Test
  void aStepIsToldWhereItsDateIsKnownInTheZoneAndByTheWordsOfTheMapping() {
    rig.importAll(HEADER + "1,01.02.2018,2018-02-15,yes,1200.50,Euro,-\n2,01.02.2018,2018-03-01 09:30:00,no,,,Too expensive\n"
        + "3,-,,yes,,,\n4,,2018-03-01,no,,,?\n", MAPPING);
    assertThat(told()).isEqualTo("MQL 2018-01-31T23:00:00Z, WON 2018-02-14T23:00:00Z 1200.5 EUR; "
        + "MQL 2018-01-31T23:00:00Z, LOST 2018-03-01T08:30:00Z no_budget; LOST 2018-02-28T23:00:00Z");
  }

  @Test
  void theExampleOfTheDocumentTellsWhatItSays() throws IOException {
    String document = Files.readString(Path.of("../workflows/docs/PAST.md"));
    String file = document.split("```csv\n")[1].split("```")[0];
    String mapping = document.split("```json\n")[1].split("```")[0];
    assertThat(rig.importAll(file, mapping)).isEqualTo(new ImportProgress(3, 3, 3, 0, 0, 0, 0));
    assertThat(told()).isEqualTo("MQL 2018-01-31T23:00:00Z, WON 2018-02-14T23:00:00Z 1200.5 EUR; "
        + "MQL 2018-02-02T23:00:00Z, LOST 2018-03-19T23:00:00Z no_budget; MQL 2018-02-04T23:00:00Z");
    assertThat(rig.texts("select warnings::text from import_row where warnings is not null")).isEmpty();
  }

  @Test
  void theSameFileAgainChangesNothingAndAnotherAddsToIt() {
    String mqls = HEADER + "1,01.02.2018,,,,,\n2,02.02.2018,,,,,\n";
    assertThat(rig.importAll(mqls, MAPPING)).isEqualTo(new ImportProgress(2, 2, 2, 0, 0, 0, 0));
    assertThat(rig.importAll(mqls, MAPPING)).isEqualTo(new ImportProgress(2, 2, 0, 0, 2, 0, 0));
    String won = HEADER + "2,,2018-03-01,yes,,,\n";
    assertThat(rig.importAll(won, MAPPING)).isEqualTo(new ImportProgress(1, 1, 0, 1, 0, 0, 0));
    assertThat(rig.importAll(won, MAPPING)).isEqualTo(new ImportProgress(1, 1, 0, 0, 1, 0, 0));
    assertThat(told()).isEqualTo(
        "MQL 2018-01-31T23:00:00Z; MQL 2018-02-01T23:00:00Z; WON 2018-02-28T23:00:00Z");
    assertThat(rig.number("select count(*) from inbox where kind = 'past_told' and not quiet and ring_at > now()"))
        .as("a new lead is called for its entry").isZero();
  }

  /** Of new leads all that is told goes in with one statement, signals or past; without either there is none. */
  @Test
  void aPastCostsABatchOneStatementHoweverManyRowsTellOne() {
    assertThat(statements(400, MAPPING)).isEqualTo(statements(400, MAPPING.replaceAll("(?s), *\\s*\"history\".*", "}")) + 1);
    assertThat(statements(40, MAPPING)).isEqualTo(statements(400, MAPPING));
  }

  private static int statements(int rows, String mapping) {
    rig.clear();
    StringBuilder file = new StringBuilder(HEADER);
    for (int row = 0; row < rows; row++) {
      file.append(row).append(",01.02.2018,2018-02-15,yes,5,EUR,\n");
    }
    String importId = rig.stage(file.toString(), mapping);
    rig.source.taken();
    assertThat(rig.batches.importBatch(importId).created()).isEqualTo(rows);
    return rig.source.taken().size();
  }

  @Test
  void aHistoryOfManyRowsALeadIsTakenRowByRow() {
    String stages = "{\"system\": \"old-crm\", \"columns\": {\"Id\": \"externalId\"}, \"history\": ["
        + "{\"stage\": \"mql\", \"at\": {\"column\": \"On\"}, \"when\": {\"column\": \"Stage\", \"equals\": \"MQL\"}},"
        + "{\"stage\": \"opportunity\", \"at\": {\"column\": \"On\"}, \"when\": {\"column\": \"Stage\", \"equals\": \"Opp\"}}]}";
    assertThat(rig.importAll("Id,Stage,On\n1,MQL,2018-01-01\n1,Opp,2018-02-01\n1,MQL,2018-03-01\n1,Opp,2018-04-01\n", stages))
        .isEqualTo(new ImportProgress(4, 4, 1, 3, 0, 0, 0));
    assertThat(told()).isEqualTo("MQL 2018-01-01T00:00:00Z; OPPORTUNITY 2018-02-01T00:00:00Z; MQL 2018-03-01T00:00:00Z; "
        + "OPPORTUNITY 2018-04-01T00:00:00Z");
  }

  @ParameterizedTest
  @CsvSource(delimiter = ';', quoteCharacter = '`', value = {
    "1,2018-02-01,,,,,; MQL on; is not a date of the form dd.MM.yyyy",
    "1,01.02.2199,,,,,; MQL on; lies in the future",
    "1,,2018-02-15,yes,lots,EUR,; Value; 'lots' is",
    "1,,2018-02-15,yes,-5,EUR,; Value; ",
    "1,,2018-02-15,yes,1.00001,EUR,; Value; more than 4 digits",
    "1,,2018-02-15,yes,5,,; Currency; an amount but no currency",
    "1,,2018-02-15,yes,5,eur,; Currency; not an ISO 4217 code",
    "1,,2018-02-15,no,,,no_budjet; Why; did you mean 'no_budget'",
    "1,,2018-02-15,no,,,Aliens; Why; replaces words by \"values\""
  })
  void aCellThatCannotBeMeantFailsItsRowWithItsColumn(String row, String column, String words) throws IOException {
    String importId = rig.stage(HEADER + row + "\n2,01.02.2018,,,,,\n", MAPPING);
    assertThat(rig.run(importId)).isEqualTo(new ImportProgress(2, 2, 1, 0, 0, 1, 0));
    assertThat(rig.texts("select error_column || '|' || error from import_row where error is not null")).singleElement()
        .asString().startsWith(column + "|").contains(words == null ? "" : words);
    assertThat(rig.number("select count(*) from lead")).isEqualTo(1);
  }

  @Test
  void whatWasAfterTheLeadCameIsRefusedAndNothingElseOfItsRowIsTaken() {
    rig.importAll(HEADER + "1,01.02.2018,,,,,\n", MAPPING);
    rig.jdbc.sql("update lead set created_at = '2018-02-10T12:00:00Z'").update();
    String mapping = MAPPING.replace("\"Id\": \"externalId\"", "\"Id\": \"externalId\", \"Why\": \"company\"");
    assertThat(rig.importAll(HEADER + "1,,2018-02-15,yes,,,Acme\n", mapping)).isEqualTo(new ImportProgress(1, 1, 0, 0, 0, 1, 0));
    assertThat(rig.texts("select error_column || '|' || error from import_row where error is not null")).singleElement()
        .asString().startsWith("Closed|The lead came to Leadloop on 2018-02-10T12:00:00Z").contains("report it there");
    assertThat(rig.number("select count(*) from lead where company is not null")).isZero();
    assertThat(told()).isEqualTo("MQL 2018-01-31T23:00:00Z");
  }

  @Test
  void datesOutOfOrderAreTakenWithAWord() {
    rig.importAll(HEADER + "1,10.02.2018,2018-02-01,yes,,,\n", MAPPING);
    assertThat(rig.texts("select warnings ->> 0 from import_row")).singleElement().asString()
        .contains("'Closed' has an earlier time than 'MQL on': MQL counts from the earlier of the two");
    assertThat(told()).contains("MQL 2018-02-09T23:00:00Z, WON 2018-01-31T23:00:00Z");
  }

  @ParameterizedTest
  @CsvSource(delimiter = ';', quoteCharacter = '`', value = {
    "{'stage': 'wonn', 'at': {'column': 'Closed'}}; history[0].stage names the unknown stage 'wonn'; did you mean 'won'?",
    "{'stage': 'nurturing', 'at': {'column': 'Closed'}}; unknown stage 'nurturing'; there are mql, sql",
    "{'stage': 'won'}; history[0].at does not name its column; \"column\": \"Closed on\"",
    "{'stage': 'won', 'at': '2018-01-01'}; history[0].at does not name its column; ",
    "{'stage': 'won', 'at': {'column': 'Closed', 'format': 'yy'}}; history[0].at.format; ",
    "{'stage': 'mql', 'at': {'column': 'Closed'}, 'amount': {'column': 'Value'}, 'currency': 'EUR'}; history[0].amount; move it",
    "{'stage': 'won', 'at': {'column': 'Closed'}, 'amount': {'column': 'Value'}}; history[0].amount; needs its currency",
    "{'stage': 'won', 'at': {'column': 'Closed'}, 'currency': 'EUR'}; history[0].currency; without an amount",
    "{'stage': 'won', 'at': {'column': 'Closed'}, 'amount': {'column': 'Value'}, 'currency': 'Euro'}; .currency; ISO 4217",
    "{'stage': 'won', 'at': {'column': 'Closed'}, 'reason': 'no_budget'}; history[0].reason; lost or disqualified",
    "{'stage': 'won', 'at': {'column': 'Closed'}, 'ammount': {}}; 'ammount' is not known; did you mean 'amount'?",
    "{'stage': 'won', 'at': {'column': 'Closd'}}; no column 'Closd'; did you mean 'Closed'?"
  })
  void aMappingThatCannotBeMeantIsRefused(String step, String place, String words) {
    String mapping = "{\"system\": \"old-crm\", \"columns\": {\"Id\": \"externalId\"}, \"history\": ["
        + step.replace('\'', '"') + "]}";
    assertThatThrownBy(() -> rig.stage(HEADER + "1,,,,,,\n", mapping)).isInstanceOf(ImportRefused.class)
        .extracting(refused -> String.join(" ", ((ImportRefused) refused).problems())).asString()
        .contains(place).contains(words == null ? "" : words);
  }
}
