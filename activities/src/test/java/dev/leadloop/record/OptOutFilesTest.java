package dev.leadloop.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.consent.SuppressionFile;
import dev.leadloop.consent.SuppressionFile.Imported;
import dev.leadloop.lead.Principal;
import dev.leadloop.policyfile.PolicyCatalog;
import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Files of opt-outs made at random, whole and damaged: no address of a line that can be read goes on to be mailed. */
class OptOutFilesTest {
  private static final int FILES = 300;
  private static final Principal MARKETER = new Principal(Principal.Kind.MARKETING, "site");
  private static final MailRig rig = new MailRig(PolicyCatalog.starter());

  @AfterAll
  static void close() {
    rig.close();
  }

  /** A file, how many rows it has, and the addresses that must be suppressed once it is in. */
  private record Made(String text, int rows, List<String> addresses) {}

  @Test
  void rowsAreThoseOfTheFileAndNoOptOutIsLost() {
    for (long seed = 0; seed < FILES; seed++) {
      Random chance = new Random(seed);
      Made made = made(seed, chance);
      Charset given = seed % 5 == 4 ? Charset.forName("windows-1252") : null;
      Imported imported =
          rig.bean(SuppressionFile.class).read(
              new ByteArrayInputStream(bytes(made.text(), (int) (seed % 5))), given == null ? null : given.name(), "import",
              MARKETER);
      assertThat(imported.rows()).as("seed %d: %s", seed, made.text()).isEqualTo(made.rows());
      assertThat(imported.added() + imported.already() + imported.failed()).as("seed %d", seed).isEqualTo(imported.rows());
      assertThat(suppressed(made.addresses())).as("seed %d: %s", seed, made.text())
          .containsExactlyElementsOf(new TreeSet<>(made.addresses()));
      assertThat(imported.faults()).as("seed %d", seed).hasSize(imported.failed());
    }
  }

  private static Made made(long seed, Random chance) {
    String separator = List.of(",", ";", "\t", "|").get(chance.nextInt(4));
    boolean emailFirst = chance.nextBoolean();
    String end = List.of("\n", "\r\n", "\r").get(chance.nextInt(3));
    StringBuilder text = new StringBuilder(emailFirst ? "email" + separator + "reason" : "Reason" + separator + "E-Mail")
        .append(end);
    List<String> addresses = new ArrayList<>();
    int rows = 1 + chance.nextInt(15);
    for (int i = 0; i < rows; i++) {
      if (chance.nextInt(6) == 0) {
        text.append(chance.nextBoolean() ? "" : separator).append(end);
      }
      String address = "p" + seed + "-" + i + "@example.com";
      String cell = List.of(address, "\"" + address + "\"", "\u00a0" + address + " ", address.toUpperCase(java.util.Locale.ROOT))
          .get(chance.nextInt(4));
      String reason = List.of("", "asked", "\"asked\"", "caf\u00e9 \"x\"", "\"he said \"\"no\"\"\"", "\"open", "open\"")
          // A quote that closes before an address would make a cell of several lines, and a good one.
          .get(chance.nextInt(emailFirst ? 7 : 6));
      boolean broken = chance.nextInt(8) == 0;
      String first = emailFirst ? (broken ? "\"" + address : cell) : reason;
      text.append(first).append(separator).append(emailFirst ? reason : broken ? "no address" : cell).append(end);
      // What stands behind an open quote is no cell of its own.
      if (!broken && (emailFirst || !reason.equals("\"open"))) {
        addresses.add(address);
      }
    }
    return new Made(text.toString(), rows, addresses);
  }

  private static byte[] bytes(String text, int kind) {
    return switch (kind) {
      case 0 -> text.getBytes(StandardCharsets.UTF_8);
      case 1 -> ("\uFEFF" + text).getBytes(StandardCharsets.UTF_8);
      case 2 -> ("\uFEFF" + text).getBytes(StandardCharsets.UTF_16LE);
      case 3 -> ("\uFEFF" + text).getBytes(StandardCharsets.UTF_16BE);
      default -> text.getBytes(Charset.forName("windows-1252"));
    };
  }

  private static List<String> suppressed(List<String> addresses) {
    return rig.fixture.jdbc
        .sql("select email_key from address where suppressed is not null and email_key = any(:keys) order by email_key collate"
            + " \"C\"")
        .param("keys", addresses.toArray(String[]::new))
        .query(String.class)
        .list();
  }
}
