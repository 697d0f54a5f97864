package dev.leadloop.dryrun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadloop.csv.CsvUnreadable;
import dev.leadloop.imports.FileRows;
import dev.leadloop.imports.mapping.ImportRefused;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.names.PolicyNames;
import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.policyfile.PolicyFiles;
import dev.leadloop.simulation.Hands;
import dev.leadloop.simulation.SalesModel;
import dev.leadloop.simulation.dryrun.DryRun;
import dev.leadloop.simulation.dryrun.What;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What calls itself a file of leads is read within limits, or refused in words. */
class HostileLeadFilesTest {
  private static final Instant FROM = Instant.parse("2026-03-02T09:00:00Z");
  private static final LeadPolicy POLICY = PolicyFiles.parse(PolicyCatalog.starter(), 1, template -> true);
  private static final String HEAD = "Email,Title\n";
  private static final String GOOD = "a@one.example,CEO\n";
  private static final int MOST = 500;

  private static Map<String, byte[]> files() {
    Map<String, byte[]> files = new LinkedHashMap<>();
    Random random = new Random(20_261_201);
    for (int i = 0; i < 40; i++) {
      byte[] noise = new byte[1 + random.nextInt(20_000)];
      random.nextBytes(noise);
      files.put("noise " + i, noise);
      files.put("noise behind a header " + i, joined(text(HEAD), noise));
    }
    String alphabet = "\",;\t|\r\n\0\\=+-@a\u00e9\ufeff\ud83d\ude00 ";
    for (int i = 0; i < 60; i++) {
      StringBuilder told = new StringBuilder(HEAD);
      for (int n = random.nextInt(3_000); n > 0; n--) {
        told.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      files.put("signs " + i, text(told + "\n" + GOOD));
    }
    files.put("nothing", new byte[0]);
    files.put("line ends", text("\n\r\n\n"));
    files.put("one cell of 12 MB", text(HEAD + GOOD + "x".repeat(12_000_000) + ",CEO\n"));
    files.put("one quote that swallows the rest", text(HEAD + "\"" + GOOD.repeat(MOST - 100)));
    files.put("a row of 200,000 cells", text(HEAD + ",".repeat(200_000) + "\n" + GOOD));
    files.put("a header of 200,000 columns", text("Email,Title" + ",c".repeat(200_000) + "\n" + GOOD));
    files.put("a header that says the same twice", text("Email,Email\n" + GOOD));
    files.put("UTF-16 with its mark", joined(new byte[] {(byte) 0xff, (byte) 0xfe}, (HEAD + GOOD)
        .getBytes(StandardCharsets.UTF_16LE)));
    files.put("UTF-16 without its mark", (HEAD + GOOD).getBytes(StandardCharsets.UTF_16BE));
    files.put("another charset", joined(text(HEAD), "a@one.example,G\u00e9rant\n".getBytes(StandardCharsets.ISO_8859_1)));
    return files;
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] joined(byte[] first, byte[] second) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(first);
    all.writeBytes(second);
    return all.toByteArray();
  }

  /** How many leads were played, or why none was. */
  private static String played(byte[] file) {
    try {
      String mapping = LeadFileLook.guess(new ByteArrayInputStream(file), null);
      LeadFileLook.refuseTooLong(file, null, mapping, MOST);
      DryRunOrder order = new DryRunOrder(
          new DryRun.Asked("starter", POLICY), null, FROM, 1, 1, SalesAnswer.NEVER, Engagement.NONE, ZoneOffset.UTC);
      try (FileRows rows = FileRows.open(
          new ByteArrayInputStream(file), null, mapping, FROM, PolicyNames.of(POLICY), file.length)) {
        return "played " + new DryRunPlayer(order, new DryRunPlayer.Sales(List.of(), new SalesModel.Never(), ""), Hands.ONE, MOST)
            .play(new FileLeads(rows, Engagement.NONE, FROM, order.until()), "x", DryRun.Listener.NONE, 10).policy()
            .count(What.LEAD);
      }
    } catch (ImportRefused refused) {
      return String.join(" ", refused.problems());
    } catch (CsvUnreadable | DryRunPlayer.NoLeads refused) {
      return String.valueOf(refused.getMessage());
    }
  }

  @Test
  void whateverAFileHoldsItIsPlayedOrRefusedInWordsAndSoon() {
    Map<String, String> told = new LinkedHashMap<>();
    files().forEach((name, file) -> {
      long begun = System.nanoTime();
      String what = played(file);
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).as(name).isLessThan(Duration.ofSeconds(10));
      assertThat(what).as(name).isNotBlank().hasSizeLessThan(2_000).doesNotContain("Exception", "null");
      told.put(name, what);
    });
    assertThat(told.get("nothing")).isEqualTo("The file is empty; its first row must name the columns.");
    assertThat(told.get("UTF-16 with its mark")).isEqualTo("played 1");
    assertThat(told.get("one cell of 12 MB")).isEqualTo("played 1");
    assertThat(told.get("a row of 200,000 cells")).isEqualTo("played 1");
    assertThat(told.get("another charset")).contains("There is no lead to play. 1 row", "windows-1252");
  }

  @Test
  void aFileThatNeverEndsIsReadNoFurtherThanOneRunPlays() {
    InputStream endless = new InputStream() {
      private final byte[] row = text(GOOD);
      private long at;

      @Override
      public int read() {
        assertThat(at).as("bytes that were read").isLessThan(100_000);
        return row[(int) (at++ % row.length)];
      }
    };
    assertThatThrownBy(() -> LeadFileLook.refuseTooLong(endless, null, "{\"columns\":{\"Email\":\"email\"}}", MOST))
        .isInstanceOfSatisfying(ImportRefused.class, refused ->
            assertThat(refused.problems().getFirst()).contains("more than 500 rows", "drawn at random"));
  }
}
