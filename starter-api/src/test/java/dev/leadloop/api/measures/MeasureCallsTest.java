package dev.leadloop.api.measures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.api.DecidingApiTest;
import dev.leadloop.measures.catalogue.Cut;
import dev.leadloop.measures.catalogue.Measure;
import dev.leadloop.measures.catalogue.MeasureCatalogue;
import dev.leadloop.security.Role;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What measures are and come to, as callers get it. */
class MeasureCallsTest extends DecidingApiTest {

  @Test
  void theCatalogueSaysOfEachWhatItIs() {
    Answer answer = get("/api/v1/measures", key(Role.MANAGER));
    List<String> names = new ArrayList<>();
    for (JsonNode line : answer.json().path("measures")) {
      Measure measure = MeasureCatalogue.find(line.path("name").asString()).orElseThrow();
      assertThat(line.path("numerator").asString()).isEqualTo(measure.numerator());
      assertThat(line.path("leftOut").asString()).isEqualTo(measure.leftOut());
      assertThat(line.path("cuts").size()).isEqualTo(measure.counting().cuts().size());
      names.add(measure.name());
    }
    assertThat(names).isEqualTo(MeasureCatalogue.names());
    assertThat(answer.text("zone")).isEqualTo("UTC");
  }

  @Test
  void everyMeasureIsAnsweredByEveryCutAsJsonAndAsCsv() {
    String lead = handedOver("Measured " + UUID.randomUUID());
    for (Measure measure : MeasureCatalogue.all()) {
      String cuts = measure.counting().cuts().get(0).called() + ",month";
      Answer answer = get("/api/v1/measures/" + measure.name() + "?by=" + cuts + "&touch=last", key(Role.MANAGER));
      assertThat(answer.status()).as(answer.body()).isEqualTo(200);
      Answer csv = get("/api/v1/measures/" + measure.name() + ".csv?by=" + cuts + "&touch=last", key(Role.MANAGER));
      assertThat(csv.status()).isEqualTo(200);
      assertThat(csv.header("Content-Type")).startsWith("text/csv");
      assertThat(csv.header("Content-Disposition")).contains(measure.name() + ".csv");
      assertThat(csv.body()).startsWith(cuts + ",");
      if (!measure.unit().startsWith("amount")) {
        assertThat(csv.body().lines().count()).isEqualTo(2 + answer.json().path("parts").size());
      }
    }
    assertThat(lead).isNotEmpty();
  }

  @Test
  void whoWasHandedOverIsInTheMonthAndUnderItsSource() {
    String source = "fair-" + UUID.randomUUID();
    int before = whole("sql-volume?source=webinar");
    String lead = handedOver();
    jdbc.sql("update touch set source = :source where lead_id = :lead").param("source", source).param("lead", lead).update();
    assertThat(whole("sql-volume?source=" + source)).isEqualTo(1);
    assertThat(whole("sql-volume?source=webinar")).isEqualTo(before);
    JsonNode share = get("/api/v1/measures/sql-to-accepted?by=source&source=" + source, key(Role.ADMIN)).json();
    assertThat(share.path("parts").size()).isEqualTo(1);
    JsonNode figures = share.path("parts").get(0).path("figures");
    assertThat(figures.path("count").asInt()).isEqualTo(1);
    assertThat(figures.path("open").asInt()).as("open is not lost").isEqualTo(1);
    assertThat(figures.path("over").asInt()).isZero();
    assertThat(figures.path("soFar").asBoolean()).isTrue();
    assertThat(figures.path("rate").path("high").asDouble()).isBetween(0.79, 0.8);
    assertThat(whole("sql-to-accepted?within=7&source=" + source)).as("nobody is that old").isZero();
    String today = LocalDate.now(ZoneOffset.UTC).toString();
    assertThat(whole("sql-volume?from=" + today + "&to=" + today + "&source=" + source)).as("the last day is in it").isEqualTo(1);
    assertThat(whole("sql-volume?to=2020-01-01&source=" + source)).isZero();
  }

  @Test
  void noCellOfADownloadIsAFormula() {
    String lead = handedOver();
    jdbc.sql("update touch set source = '=HYPERLINK(\"http://evil.example\")', campaign = '+1' where lead_id = :lead")
        .param("lead", lead).update();
    String csv = get("/api/v1/measures/sql-volume.csv?by=source,campaign", key(Role.MANAGER)).body();
    assertThat(csv).contains("HYPERLINK").doesNotContain("\"=HYPERLINK").doesNotContain("\n=HYPERLINK").doesNotContain(",+1,");
  }

  @ParameterizedTest
  @CsvSource(delimiter = ';', value = {
    "mql-volum; 404; Did you mean 'mql-volume'",
    "mql-volume?by=sorce; 400; did you mean 'source'",
    "mql-volume?by=class; 400; is not one of [source, campaign",
    "mql-volume?stage=MQL; 400; cuts no mql-volume; there are source",
    "mql-volume?by=source,source; 400; names 'source' twice",
    "mql-volume?by=source,campaign,content,channel; 400; more than 3 cuts",
    "mql-volume?by=; 400; has no value",
    "mql-volume?sauce=x; 400; did you mean 'source'",
    "mql-volume?source=nobody-ever-came-by-that; 400; which nothing has",
    "mql-volume?from=yesterday; 400; is neither a day such as 2026-03-01 nor a time",
    "mql-volume?from=2026-05-01&to=2026-04-01; 400; swap the two",
    "mql-volume?from=2026-05-02&to=2026-05-01; 400; swap the two",
    "mql-volume?from=2026-05-01T00:00:00Z&to=2026-05-01T00:00:00Z; 400; the same instant as 'from'",
    "mql-volume?from=2026-05-01T00:00:00Z&to=2026-05-01T00:00:00Z; 400; for both is that whole day",
    "mql-volume?from=2190-05-01; 400; lies in the future",
    "mql-volume?from=2026-05-01&from=2026-04-01; 400; give it once",
    "mql-volume?within=30; 400; is for shares of cohorts",
    "mql-to-sql?within=0; 400; from 1 to 3650",
    "mql-to-sql?within=x; 400; from 1 to 3650",
    "mql-to-sql?touch=best; 400; is not one of [first, last, position]",
    "mql-to-sql?touch=position; 400; use first or last"
  })
  void whatCannotBeMeantIsRefusedWithTheNamesThereAre(String asked, int status, String words) {
    for (String path : List.of(asked, asked.replaceFirst("^[a-z-]+", "$0.csv"))) {
      Answer answer = get("/api/v1/measures/" + path, key(Role.MANAGER));
      assertThat(answer.status()).as(answer.body()).isEqualTo(status);
      assertThat(answer.text("detail")).contains(words);
    }
  }

  /** A measure may be filtered by each of its cuts, and those are the names that the call takes. */
  @Test
  void everyCutIsAFilter() {
    for (Cut cut : Cut.values()) {
      Measure measure = MeasureCatalogue.all().stream().filter(one -> one.counting().cuts().contains(cut)).findFirst()
          .orElseThrow();
      Answer answer = get("/api/v1/measures/" + measure.name() + "?" + cut.called() + "=none", key(Role.MANAGER));
      assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }
  }

  private int whole(String asked) {
    Answer answer = get("/api/v1/measures/" + asked, key(Role.MANAGER));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json().path("whole").path("count").asInt();
  }
}
