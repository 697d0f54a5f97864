package dev.leadloop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.policyfile.PolicyCatalog;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class PolicyCommandsTest {
  private static final String STARTER = PolicyCatalog.starter();
  private static final String LAST_STEP =
      "      - { id: comparison, after: 5d, template: nurture/4-comparison, label: comparison guide }\n";

  @TempDir Path folder;

  private record Ended(int code, String out, String err) {}

  private static Ended run(String in, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code = Commands.run(
        new Streams(
            new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8)),
        arguments);
    return new Ended(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private String file(String name, String document) throws IOException {
    return Files.writeString(folder.resolve(name), document).toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"polcy", "--hlep", "-x", "serve"})
  void wordsThatAreNoCommandAreToldWithTheUsage(String word) {
    Ended ended = run("", word);
    assertThat(ended.code()).isEqualTo(64);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err()).contains(word);
    assertThat(run("", "polcy", "validate").err()).contains("Usage: leadloop").contains("policy");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "-h", "help"})
  void helpIsTheUsage(String word) {
    Ended ended = run("", word);
    assertThat(ended.code()).isZero();
    assertThat(ended.out()).startsWith("Usage: leadloop").contains("policy").contains("the server starts");
    assertThat(ended.err()).isEmpty();
  }

  /** Public holidays are told by whose they are, the company's own days by their dates. */
  @Test
  void holidaysAreToldByTheirCountryAndOwnDaysByTheirDates() throws IOException {
    String before = STARTER.substring(0, STARTER.indexOf("    holidays:\n"));
    String behind = STARTER.substring(before.length()).replaceFirst("    holidays:\n(?: {6}.*\n)*", "");
    String own = file("own.yaml", before + "    holidays: { dates: [2026-12-24, 2026-12-31] }\n" + behind);
    String american = file("american.yaml",
        before + "    holidays: { countries: [US], dates: [2026-12-24, 2026-12-31] }\n" + behind);
    String bavarian = file("bavarian.yaml", before + "    holidays: { countries: [us, DE-BY], dates: [2026-12-31] }\n" + behind);
    assertThat(run("", "policy", "show", own).out()).contains("holidays: 2026-12-24 and 2026-12-31, ")
        .doesNotContain("public holidays");
    assertThat(run("", "policy", "show", american).out()).contains("holidays: 2026-12-24 and 2026-12-31, ").containsPattern(
        "calendar office: .*keeps the public holidays of United States \\(US\\): \\d{3} dates from 2015-01-01 to 2045-");
    assertThat(run("", "policy", "diff", own, american).out())
        .contains("calendar office now keeps the public holidays of United States (US): ").doesNotContain("2026-12-31");
    assertThat(run("", "policy", "diff", american, own).out())
        .contains("calendar office no longer keeps the public holidays of United States (US): ").doesNotContain("2026-12-31");
    assertThat(run("", "policy", "diff", american, bavarian).out())
        .contains("now keeps the public holidays of Germany (DE-BY): ", "calendar office, holidays: no longer 2026-12-24")
        .doesNotContain("United States");
  }

  @Test
  void theVersionIsSaid() {
    assertThat(run("", "--version").code()).isZero();
    assertThat(run("", "--version").out()).startsWith("leadloop ");
    assertThat(Commands.Version.of("jar:nested:/a/app.jar/!BOOT-INF/lib/leadloop-workflows-0.1.0-SNAPSHOT.jar!/"))
        .isEqualTo("leadloop 0.1.0-SNAPSHOT");
  }

  @Test
  void whatIsWellExitsWithNothing() throws IOException {
    String file = file("policy.yaml", STARTER);
    assertThat(run("", "policy", "validate", file)).isEqualTo(new Ended(0, "0 errors, 0 warnings\n", ""));
    assertThat(run(STARTER, "policy", "validate", "-", "--strict").code()).isZero();
  }

  @Test
  void errorsAreToldByFileAndLineAsCompilersDo() throws IOException {
    String good = file("good.yaml", STARTER);
    String bad = file("bad.yaml", STARTER.replace("cap: 300 #", "cap: lots #"));
    Ended ended = run("", "policy", "validate", good, bad, folder.resolve("none.yaml").toString());
    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.out()).isEqualTo("2 errors, 0 warnings\n");
    assertThat(ended.err().lines().toList())
        .anySatisfy(line -> assertThat(line).matches("\\Q" + bad + "\\E:\\d+: error: 'cap' must be a whole number .*"))
        .anySatisfy(line -> assertThat(line).endsWith("none.yaml:1: error: the file cannot be read"));
    assertThat(run("a: [", "policy", "validate", "-").err()).startsWith("<stdin>:1: error: ");
  }

  @Test
  void whatNoCallTakesIsAnError() throws IOException {
    Path latin = Files.write(
        folder.resolve("latin.yaml"), ("# one\n# St\u00e4rter\n" + STARTER).getBytes(StandardCharsets.ISO_8859_1));
    Ended ended = run("", "policy", "validate", latin.toString());
    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err()).contains("latin.yaml:2: error: the file is not UTF-8");
    assertThat(run("", "policy", "show", latin.toString()).code()).isEqualTo(2);
    String large = file("large.yaml", STARTER + "#".repeat(2_097_153 - STARTER.getBytes(StandardCharsets.UTF_8).length));
    assertThat(run("", "policy", "validate", large).err()).contains("large.yaml:1: error: the file has more than 2097152 bytes");
    assertThat(run(STARTER + "#".repeat(3_000_000), "policy", "validate", "-").code()).isEqualTo(2);
  }

  @Test
  void warningsFailOnlyWhereThatIsAskedFor() throws IOException {
    String old = file("old.yaml", STARTER);
    String now = file("new.yaml", STARTER.replace(LAST_STEP, ""));
    assertThat(run("", "policy", "validate", now, "--strict").code()).isZero();
    Ended ended = run("", "policy", "validate", now, "--against", old);
    assertThat(ended.code()).isZero();
    assertThat(ended.err()).contains("warning: the step 'comparison' of the sequence 'nurture' is gone;");
    assertThat(run("", "policy", "validate", "--strict", now, "--against", old).code()).isEqualTo(1);
    assertThat(run("", "policy", "validate", now, "--against", folder.resolve("none").toString()).code()).isEqualTo(2);
  }

  @Test
  void twoDocumentsAreComparedInWords() throws IOException {
    String old = file("old.yaml", STARTER);
    String now = file("new.yaml", STARTER.replace("answer-within: 5m", "answer-within: 10m"));
    assertThat(run("", "policy", "diff", old, now)).isEqualTo(
        new Ended(0, "answer times: class demo is to be answered within 10 minutes instead of 5 minutes\n", ""));
    assertThat(run("", "policy", "diff", old, now, "--exit-code").code()).isEqualTo(1);
    assertThat(run(STARTER, "policy", "diff", old, "-", "--exit-code")).isEqualTo(new Ended(0, "", ""));
    assertThat(run("name: [", "policy", "diff", old, "-").code()).isEqualTo(2);
  }

  @Test
  void aDocumentIsShownInWordsAndAsData() throws IOException {
    String file = file("policy.yaml", STARTER);
    assertThat(run("", "policy", "show", file).out())
        .contains("scoring: 'e-mail opened': counts each email_open, gives 2 points");
    Ended json = run("", "policy", "show", file, "--as", "json");
    assertThat(JsonMapper.shared().readTree(json.out()).at("/qualification/mql/0/score").asInt()).isEqualTo(60);
    Ended yaml = run("", "policy", "show", file, "--as", "yaml");
    assertThat(yaml.out()).doesNotContain("#");
    assertThat(run(yaml.out(), "policy", "diff", file, "-", "--exit-code")).as(yaml.out()).isEqualTo(new Ended(0, "", ""));
  }

  @Test
  void wrongWordsAreTold() {
    assertThat(run("", "policy").code()).isEqualTo(64);
    assertThat(run("", "policy", "validate").code()).isEqualTo(64);
    assertThat(run("", "policy", "publish", "x").code()).isEqualTo(64);
    assertThat(run("", "policy", "show", "x", "--as", "poem").err()).contains("--as");
    assertThat(run("", "policy", "validate", "--help").out()).contains("--strict", "--against");
  }
}
