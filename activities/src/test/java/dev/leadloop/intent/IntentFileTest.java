package dev.leadloop.intent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadloop.intent.IntentFile.Limits;
import dev.leadloop.intent.IntentFileStore.Counts;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of intent as vendors export them, and as nobody should send them. */
class IntentFileTest {
  private IntentRig rig;

  @BeforeEach
  void open() {
    rig = new IntentRig();
  }

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void aHeaderNamesTheColumns() {
    IntentTally.Taken taken = rig.read(
        """
        Account Name,Website,Industry,Topic,Composite Score,Date
        Acme,https://www.acme.example/home,software,CRM  Software,83,2026-11-16
        ,globex.example,,lead routing,61,2026-11-16T09:00:00Z
        Initech Inc.,,,crm software,40,
        """);
    assertThat(taken.readAs()).isEqualTo("header");
    assertThat(taken.file().counts()).isEqualTo(new Counts(3, 3, 0, 0, 0, 0));
    assertThat(rig.surges()).containsExactly(
        "COMPANY|initech|crm software|bombora|40|2026-11-23",
        "DOMAIN|acme.example|crm software|bombora|83|2026-11-16",
        "DOMAIN|globex.example|lead routing|bombora|61|2026-11-16");
    assertThat(rig.jdbc.sql("select name from account order by lower(name)").query(String.class).list())
        .containsExactly("Acme", "globex.example", "Initech Inc.");
    assertThat(rig.number("select count(distinct account_id) from account_dirty")).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '~', textBlock = """
      acme,acme.example,51-200 employees,software,crm,routing,83,greater boston area[77],United States ~ bombora
      ,acme.example,,,crm,routing,83,3131,greater boston area,72,2132,United States ~ bombora-metro
      ,acme.example,,,crm,routing,83 ~ bombora-short
      """)
  void filesOfBomboraNeedNoHeader(String row, String readAs) {
    IntentTally.Taken taken = rig.read(row + "\n" + row.replace("routing", "scoring") + "\n");
    assertThat(taken.readAs()).isEqualTo(readAs);
    assertThat(rig.surges()).containsExactly(
        "DOMAIN|acme.example|routing|bombora|83|2026-11-23", "DOMAIN|acme.example|scoring|bombora|83|2026-11-23");
  }

  @ParameterizedTest
  @ValueSource(strings = {",", ";", "\t", "|"})
  void anySeparatorWillDo(String separator) {
    rig.read("domain,topic,score\nacme.example,routing,83\n".replace(",", separator));
    assertThat(rig.surges()).containsExactly("DOMAIN|acme.example|routing|bombora|83|2026-11-23");
  }

  @Test
  void theCallerSaysWhatTheColumnsAre() {
    rig.read("x,acme.example,83,routing\n", "-,domain,score,topic", null, null);
    rig.read("Firm,Strength,What,When\nAcme,71,routing,11/16/2026\n", "Firm=company,Strength=score,What=topic,When=at", null,
        "MM/dd/yyyy");
    rig.read("Domain,Score,Topic\nglobex.example,62,routing\n", "domain,score,topic", null, null);
    assertThat(rig.surges()).containsExactly(
        "COMPANY|acme|routing|bombora|71|2026-11-16",
        "DOMAIN|acme.example|routing|bombora|83|2026-11-23",
        "DOMAIN|globex.example|routing|bombora|62|2026-11-23");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '~', textBlock = """
      a,b,c ~ '' ~ is no header and fits no known layout
      a,b,c ~ domain,topic ~ names 2 columns and the first row has 3
      a,b,c ~ domain,topic,scoer ~ did you mean 'score'?
      a,b,c ~ domain,topic,topic ~ says 'topic' twice
      a,b,c ~ domain,topic,- ~ not all that a surge is made of
      Domain,Topic,Strength ~ Strenght=score,Topic=topic,Domain=domain ~ did you mean 'Strength'?
      Domain,Topic,Topic ~ Domain=domain,Topic=topic ~ stands 2 times
      Domain,Topic,Score,Signal Score ~ '' ~ both mean 'score'
      """)
  void whatCannotBeUnderstoodIsRefusedWithWhatToDo(String row, String columns, String why) {
    assertThatThrownBy(() -> rig.read(row + "\n" + row + "\n", columns.isEmpty() ? null : columns, null, null))
        .isInstanceOf(IntentRefused.class)
        .hasMessageContaining(why);
    assertThat(rig.number("select count(*) from intent_file")).isZero();
  }

  @Test
  void anEmptyFileIsRefused() {
    assertThatThrownBy(() -> rig.read("\n\n")).isInstanceOf(IntentRefused.class).hasMessageContaining("empty");
  }

  @Test
  void eachRowThatFailsSaysWhyAndTheOthersAreIn() {
    IntentTally.Taken taken = rig.read(
        """
        domain,company,topic,score,date
        acme.example,,routing,83,2026-11-16
        gmail.com,,routing,83,2026-11-16
        yahoo.co.uk,Acme,routing,83,2026-11-16
        co.uk,,routing,83,2026-11-16
        not a domain,,routing,83,2026-11-16
        ,,routing,83,2026-11-16
        ,n/a,routing,83,2026-11-16
        acme.example,,,83,2026-11-16
        acme.example,,routing,,2026-11-16
        acme.example,,routing,high,2026-11-16
        acme.example,,routing,-5,2026-11-16
        acme.example,,routing,83,31.02.2026
        acme.example,,routing,83
        acme.example,,"rou"ting,83,2026-11-16
        globex.example,,routing,61,2026-11-16
        """);
    assertThat(taken.file().counts()).isEqualTo(new Counts(15, 2, 0, 0, 0, 13));
    assertThat(IntentRig.faults(taken).lines().map(line -> line.replaceFirst(":.*", "")))
        .containsExactly("3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15");
    assertThat(IntentRig.faults(taken)).contains(
        "3: 'domain' is a domain where anybody has an address",
        "4: 'domain' is a domain where anybody has an address",
        "5: 'domain' is an ending under which anybody may have a domain",
        "6: 'domain' is no domain; give one like acme.example",
        "7: 'domain' names no company",
        "8: 'company' is no name of a company",
        "9: 'topic' is missing",
        "10: 'score' is missing",
        "11: 'score' is not a number",
        "12: 'score' is not a number of 0 or more",
        "13: 'at' is not a date",
        "14: The row has 4 cells and not 5",
        "15: Text stands behind the quote");
    assertThat(rig.surges()).hasSize(2);
  }

  @Test
  void theSameFileAgainChangesNothingAndMakesNothingYounger() {
    String file = "domain,topic,score\nacme.example,routing,83\nacme.example,scoring,61\n";
    IntentTally.Taken first = rig.read(file);
    List<String> before = rig.surges();
    rig.jdbc.sql("delete from account_dirty").update();
    rig.now = rig.now.plus(Duration.ofDays(30));
    IntentTally.Taken again = rig.read(file);
    assertThat(again.file().fileId()).isEqualTo(first.file().fileId());
    assertThat(again.file().times()).isEqualTo(2);
    assertThat(again.file().counts()).isEqualTo(new Counts(2, 0, 0, 2, 0, 0));
    assertThat(rig.surges()).isEqualTo(before);
    assertThat(rig.number("select count(*) from account_dirty")).as("nothing is counted anew for it").isZero();
  }

  @Test
  void aDayThatTheCallerGivesIsTheAgeOfRowsWithoutOne() {
    rig.read("domain,topic,score\nacme.example,routing,83\n", null, Instant.parse("2026-11-02T00:00:00Z"), null);
    assertThat(rig.surges()).containsExactly("DOMAIN|acme.example|routing|bombora|83|2026-11-02");
  }

  @Test
  void olderNewsReplacesNothing() {
    rig.read("domain,topic,score,date\nacme.example,routing,83,2026-11-16\n");
    IntentTally.Taken older = rig.read("domain,topic,score,date\nacme.example,routing,99,2026-11-09\n");
    assertThat(older.file().counts()).isEqualTo(new Counts(1, 0, 0, 0, 1, 0));
    IntentTally.Taken newer = rig.read("domain,topic,score,date\nacme.example,routing,12,2026-11-20\n");
    assertThat(newer.file().counts()).isEqualTo(new Counts(1, 0, 1, 0, 0, 0));
    assertThat(rig.surges()).containsExactly("DOMAIN|acme.example|routing|bombora|12|2026-11-20");
  }

  @Test
  void aTimeInTheFutureCountsFromNowAndIsWarnedAbout() {
    IntentTally.Taken taken = rig.read("domain,topic,score,date\nacme.example,routing,83,2027-01-01\n");
    assertThat(taken.warned()).isEqualTo(1);
    assertThat(taken.warnings().getFirst().line()).isEqualTo(2);
    assertThat(taken.warnings().getFirst().message()).contains("lies in the future");
    assertThat(rig.surges()).containsExactly("DOMAIN|acme.example|routing|bombora|83|2026-11-23");
  }

  @Test
  void aCharsetThatIsNotTheFilesIsSaidByLine() {
    byte[] latin = "domain,company,topic,score\nacme.example,M\u00fcller,routing,83\nglobex.example,Globex,routing,61\n"
        .getBytes(StandardCharsets.ISO_8859_1);
    IntentTally.Taken taken = rig.read(new ByteArrayInputStream(latin), Limits.DEFAULT, null, null, null);
    assertThat(taken.file().counts()).isEqualTo(new Counts(2, 1, 0, 0, 0, 1));
    assertThat(IntentRig.faults(taken)).contains("2: The cell has bytes that are not of the file's charset");
  }

  @Test
  void nulInARowFailsThatRowAlone() {
    IntentTally.Taken taken = rig.read("domain,topic,score\nacme.example,rou\0ting,83\nglobex.example,routing,61\n");
    assertThat(taken.file().counts()).isEqualTo(new Counts(2, 1, 0, 0, 0, 1));
    assertThat(IntentRig.faults(taken)).contains("2: The cell holds a NUL character");
  }

  @Test
  void aQuoteThatIsNeverClosedSwallowsNothing() {
    StringBuilder file = new StringBuilder("domain,topic,score\nacme.example,\"routing,83\n");
    for (int i = 0; i < 300; i++) {
      file.append("globex").append(i).append(".example,routing,61\n");
    }
    IntentTally.Taken taken = rig.read(file.toString());
    assertThat(taken.file().counts()).isEqualTo(new Counts(301, 300, 0, 0, 0, 1));
    assertThat(IntentRig.faults(taken)).startsWith("2: ");
  }

  @Test
  void aLineWithoutEndIsReadInBoundedMemory() {
    byte[] chunk = "x".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
    InputStream line = new SequenceInputStream(Collections.enumeration(
        Collections.nCopies(200, chunk).stream().map(bytes -> (InputStream) new ByteArrayInputStream(bytes)).toList()));
    InputStream file = new SequenceInputStream(Collections.enumeration(List.of(
        new ByteArrayInputStream("domain,topic,score\nacme.example,".getBytes(StandardCharsets.US_ASCII)), line,
        new ByteArrayInputStream(",83\nglobex.example,routing,61\n".getBytes(StandardCharsets.US_ASCII)))));
    IntentTally.Taken taken = rig.read(file, Limits.DEFAULT, null, null, null);
    assertThat(taken.file().counts()).isEqualTo(new Counts(2, 1, 0, 0, 0, 1));
    assertThat(IntentRig.faults(taken)).contains("2: The line has more than");
  }

  @Test
  void whatIsTooLargeIsRefusedBeforeAnythingIsRead() {
    byte[] row = "acme.example,routing,83\n".repeat(1_000).getBytes(StandardCharsets.US_ASCII);
    assertThatThrownBy(() -> rig.read(new ByteArrayInputStream(row), new Limits(10_000, 10), "domain,topic,score", null, null))
        .isInstanceOf(IntentRefused.class).hasMessageContaining("larger than");
    assertThat(rig.surges()).isEmpty();
    assertThatThrownBy(
            () -> rig.read(new ByteArrayInputStream(row), new Limits(100_000, 10), "domain,topic,score", null, null))
        .isInstanceOf(IntentRefused.class).hasMessageContaining("more than 10 rows");
    assertThat(rig.surges()).hasSize(1);
  }

  @Test
  void oneHundredThousandRowsTakeSeconds() {
    StringBuilder file = new StringBuilder("domain,topic,score\n");
    for (int i = 0; i < 100_000; i++) {
      file.append("c").append(i % 5_000).append(".example,topic ").append(i / 5_000).append(',').append(i % 101).append('\n');
    }
    long begun = System.nanoTime();
    IntentTally.Taken taken = rig.read(file.toString());
    Duration took = Duration.ofNanos(System.nanoTime() - begun);
    System.out.println("100,000 rows of intent: " + took.toMillis() + " ms");
    assertThat(taken.file().counts()).isEqualTo(new Counts(100_000, 100_000, 0, 0, 0, 0));
    assertThat(rig.number("select count(*) from account_surge")).isEqualTo(100_000);
    assertThat(rig.number("select count(*) from account")).isEqualTo(5_000);
    assertThat(took).isLessThan(Duration.ofMinutes(5));
  }
}
