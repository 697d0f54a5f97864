package dev.leadloop.enrichment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FactTableTest {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  @TempDir Path folder;

  private FactTable read(String text) throws IOException {
    return read(text.getBytes(StandardCharsets.UTF_8));
  }

  private FactTable read(byte[] bytes) throws IOException {
    return FactTable.read(Files.write(folder.resolve("companies.csv"), bytes));
  }

  private static Map<String, String> of(FactTable table, @Nullable String domain) {
    return table.facts(new Question(domain, null, null));
  }

  @ParameterizedTest
  @ValueSource(strings = {",", ";", "\t", "|"})
  void columnsMayStandInAnyOrderUnderAnySeparator(String by) throws IOException {
    FactTable table = read(("\ufeffIndustry,employees,DOMAIN,Company,country,time_zone,answers.stack\r\n"
        + "\"Soft\"\"ware\",51-200,acme.example,\"Acme\r\nHolding\",DE,Europe/Berlin,java\r\n").replace(",", by));
    assertThat(table.faults()).isEmpty();
    assertThat(of(table, "acme.example")).containsExactlyInAnyOrderEntriesOf(Map.of(
        "industry", "Soft\"ware", "companySize", "51", "company", "Acme\r\nHolding", "country", "DE",
        "timeZone", "Europe/Berlin", "answers.stack", "java"));
  }

  @Test
  void cellThatHoldsTheSeparatorIsQuoted() throws IOException {
    FactTable table = read("domain,company,size\na.example,\"Acme, Inc\",10\nb.example,Acme, Inc,10\n");
    assertThat(of(table, "a.example")).containsEntry("company", "Acme, Inc").containsEntry("companySize", "10");
    assertThat(of(table, "b.example")).as("which cell is which is not certain").isEmpty();
    assertThat(table.faults()).singleElement().asString().startsWith("Line 3: has more cells");
  }

  @Test
  void faultsAreToldByLineAndTheRestCounts() throws IOException {
    FactTable table = read("domain,company,size,turnover,timeZone\n"
        + "good.example,Good,12,1,Europe/Berlin\n"
        + "no domain,Bad,12,1,\n"
        + ",Bad,12,1,\n"
        + "partly.example,Partly,many,1,Mars/Base\n"
        + "nul.example,N\0ul,12,1,\n"
        + "long.example," + "x".repeat(201) + ",3,1,\n"
        + "gmail.com,Google,12,1,\n"
        + "\n"
        + "short.example,Short\n"
        + "last.example,Last,7,1,\n");
    assertThat(table.usable()).isTrue();
    assertThat(of(table, "good.example")).containsEntry("companySize", "12").containsEntry("timeZone", "Europe/Berlin");
    assertThat(of(table, "partly.example")).isEqualTo(Map.of("company", "Partly"));
    assertThat(of(table, "long.example")).isEqualTo(Map.of("companySize", "3"));
    assertThat(of(table, "short.example")).isEqualTo(Map.of("company", "Short"));
    assertThat(of(table, "last.example")).isEqualTo(Map.of("company", "Last", "companySize", "7"));
    assertThat(of(table, "nul.example")).isEmpty();
    assertThat(of(table, "gmail.com")).isEmpty();
    assertThat(table.faults()).extracting(fault -> fault.substring(0, fault.indexOf(':')))
        .containsExactly("Line 1", "Line 3", "Line 4", "Line 5", "Line 5", "Line 6", "Line 7", "Line 8");
    assertThat(table.faults().getFirst()).contains("'turnover'");
    assertThat(table.faults()).as("the column as the file heads it")
        .anySatisfy(fault -> assertThat(fault).startsWith("Line 5: the cell of 'size' "))
        .noneSatisfy(fault -> assertThat(fault).contains("cell of 'companySize'"));
    assertThat(table.faultCount()).isEqualTo(8);
  }

  @Test
  void laterOfTwoRowsAboutOneDomainCounts() throws IOException {
    FactTable table = read("domain,company,industry\nacme.example,Old,Steel\nWWW.Acme.example,New,\n");
    assertThat(of(table, "acme.example")).as("as a whole").isEqualTo(Map.of("company", "New"));
    assertThat(table.size()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
      "ACME.Example, acme.example", "www.acme.example, acme.example", "acme.example., acme.example",
      "https://www.acme.example/about?x=1, acme.example", "HTTP://acme.example, acme.example",
      "bücher.example, xn--bcher-kva.example",
      "XN--BCHER-KVA.example, xn--bcher-kva.example", "www.example, www.example", "mail.acme.example, mail.acme.example"})
  void domainsHaveOneForm(String written, String domain) throws IOException {
    FactTable table = read("domain,company\n" + written + ",Acme\n");
    assertThat(table.faults()).isEmpty();
    assertThat(of(table, domain)).containsEntry("company", "Acme");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gmail.com", "WWW.GMail.com", "web.de", "gmx.net.", "mailinator.com"})
  void domainOfFreeMailboxesIsRefused(String domain) throws IOException {
    FactTable table = read("domain,company\n" + domain + ",Somebody\n");
    assertThat(table.size()).isZero();
    assertThat(table.faults()).singleElement().asString().startsWith("Line 2: names a domain whose people are no one company");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-", "localhost", "a..example", "acme example", "a@b.example", "127.0.0.1",
      "<script>.example", "https://"})
  void whatIsNoDomainIsToldByItsLine(String domain) throws IOException {
    FactTable table = read("domain,company\n" + domain + ",Acme\n");
    assertThat(table.size()).as(domain).isZero();
    assertThat(table.faults()).singleElement().asString().startsWith("Line 2: names no domain");
  }

  @Test
  void addressKnowsMoreThanItsDomain() throws IOException {
    FactTable table = read("domain,email,company,title\nacme.example,,Acme,\n,Kim@ACME.example,,CFO\n");
    assertThat(table.facts(new Question("acme.example", "kim@acme.example", null)))
        .isEqualTo(Map.of("company", "Acme", "title", "CFO"));
    assertThat(table.facts(new Question("acme.example", null, null))).isEqualTo(Map.of("company", "Acme"));
    assertThat(table.facts(new Question(null, null, "Acme"))).isEmpty();
  }

  @Test
  void rowsOfAnotherCharsetAreToldAndTheRestCounts() throws IOException {
    FactTable table =
        read("domain,company\na.example,Müller\nb.example,Plain\n".getBytes(Charset.forName("windows-1252")));
    assertThat(of(table, "a.example")).isEmpty();
    assertThat(of(table, "b.example")).isEqualTo(Map.of("company", "Plain"));
    assertThat(table.faults()).singleElement().asString().startsWith("Line 2: ").contains("UTF-8");
    FactTable wide = read("\ufeffdomain,company\na.example,Müller\n".getBytes(StandardCharsets.UTF_16LE));
    assertThat(of(wide, "a.example")).isEqualTo(Map.of("company", "Müller"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n\n", "company,size\nAcme,3\n", "\"domain,company\nacme.example,Acme\n", "PK\u0003\u0004\0\0\0"})
  void fileWithoutAHeaderIsNoTable(String text) throws IOException {
    FactTable table = read(text);
    assertThat(table.usable()).isFalse();
    assertThat(table.faults()).isNotEmpty();
  }

  @Test
  void directoryAndNothingAreNoTable() {
    assertThat(FactTable.read(folder).faults()).singleElement().asString().contains("no file");
    assertThat(FactTable.read(folder.resolve("none.csv")).faults()).singleElement().asString().contains("cannot be read");
  }

  @Test
  void hundredThousandRowsTakeSeconds() throws IOException {
    StringBuilder text = new StringBuilder("domain,company,size,industry,country\n");
    for (int i = 0; i < 100_000; i++) {
      text.append('d').append(i).append(".example,Company ").append(i).append(",51-200,Software,DE\n");
    }
    long begun = THREADS.getCurrentThreadCpuTime();
    FactTable table = read(text.toString());
    assertThat((THREADS.getCurrentThreadCpuTime() - begun) / 1_000_000).isLessThan(15_000);
    assertThat(table.size()).isEqualTo(100_000);
    assertThat(table.facts()).isEqualTo(400_000);
    assertThat(table.faults()).isEmpty();
    assertThat(of(table, "d99999.example")).containsEntry("company", "Company 99999");
  }

  @Test
  void quoteThatIsNeverClosedCostsItsOwnLineAlone() throws IOException {
    FactTable table = read("domain,company\na.example,\"Acme\nb.example,B\nc.example,C\n");
    assertThat(of(table, "b.example")).containsEntry("company", "B");
    assertThat(of(table, "c.example")).containsEntry("company", "C");
    assertThat(table.faults()).singleElement().asString().startsWith("Line 2: ");
  }

  @Test
  void noMoreThanAHundredFaultsAreKept() throws IOException {
    FactTable table = read("domain,company\n" + "bad,Acme\n".repeat(1_000));
    assertThat(table.faultCount()).isEqualTo(1_000);
    assertThat(table.faults()).hasSize(100);
  }
}
