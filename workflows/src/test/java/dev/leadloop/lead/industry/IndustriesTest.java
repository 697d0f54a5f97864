package dev.leadloop.lead.industry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.lead.industry.IndustryCorpus.Entry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What texts about industries mean, held against public lists and against what people write. */
class IndustriesTest {
  private static final List<Entry> OF_NOW = IndustryCorpus.of("linkedin-sectors.txt", "; ");
  private static final List<Entry> OF_BEFORE = IndustryCorpus.of("linkedin-before.txt", "; ");
  private static final List<Entry> OF_NACE = IndustryCorpus.of("nace-names.txt", " \\| ");

  @Test
  void theCorporaAreWhole() {
    assertThat(OF_NOW).hasSize(434);
    assertThat(OF_BEFORE.stream().map(Entry::name).distinct()).hasSize(147);
    assertThat(OF_NACE).hasSizeGreaterThan(400);
  }

  @Test
  void everyNameOfLinkedInIsOfItsSector() {
    assertThat(OF_NOW).allSatisfy(entry ->
        assertThat(Industries.read(entry.name()).all()).as(entry.name()).contains(entry.expected()));
  }

  @Test
  void everyNameThatLinkedInHadIsWhatItSays() {
    assertThat(OF_BEFORE).allSatisfy(entry ->
        assertThat(Industries.read(entry.name()).all()).as(entry.name()).contains(entry.expected()));
  }

  @Test
  void soIsTheCodeThatHubSpotMakesOfIt() {
    assertThat(OF_BEFORE).allSatisfy(entry -> {
      String code = String.join("_", entry.name().toUpperCase(Locale.ROOT).split("[^A-Z]+", -1));
      assertThat(Industries.read(code).all()).as(code).contains(entry.expected());
    });
  }

  /** The words of a division and its code are read by different rules: they judge each other. */
  @Test
  void theNamesOfNaceInFourLanguagesAreOfTheSectorOfTheirCode() {
    assertThat(OF_NACE).allSatisfy(entry -> {
      IndustryFound code = Industries.read("NACE " + entry.expected());
      assertThat(code.named()).as("NACE %s", entry.expected()).hasSize(1);
      Set<String> sectors = new TreeSet<>(code.all());
      sectors.removeIf(name -> !IndustryNames.sectors(name).isEmpty());
      assertThat(Industries.read(entry.name()).all()).as(entry.name()).containsAnyElementsOf(sectors);
    });
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "Healthcare | health care", "Health Care | health care", "Hospital & Health Care | health care",
      "HOSPITAL_HEALTH_CARE | health care", "Gesundheitswesen | health care", "Santé | health care", "Salud | health care",
      "Gezondheidszorg | health care", "Ecommerce | e-commerce", "E-Commerce | e-commerce", "eCommerce | e-commerce",
      "Online Retail | e-commerce", "Onlinehandel | e-commerce", "FinTech | fintech", "Financial Technology | fintech",
      "Banking | banking", "Banken | banking", "Maschinenbau | machinery", "Maschinen- und Anlagenbau | machinery",
      "SaaS | software", "Software | software", "Computer Software | software", "COMPUTER_SOFTWARE | software",
      "logiciels | software", "Édition de logiciels | software", "Softwareindustrie | software", "B2B SaaS | software",
      "IT Services | it services", "Information Technology & Services | it services", "IT-Dienstleistungen | it services",
      "Hardware & software resale | it resale", "Software reseller | it resale", "Möbel | furniture", "Moebel | furniture",
      "Möbelindustrie | furniture", "Oeffentlicher Dienst | public sector", "Versicherungen | insurance",
      "Bâtiment | construction", "Bouw | construction", "Overheid | public sector", "Steuerkanzlei | accounting",
      "Logistikdienstleister | transport and logistics", "Health Insurance | insurance", "Nonprofit | nonprofit",
      "Non-profit | nonprofit", "Not for profit | nonprofit", "Non-life insurance | insurance", "Retail banking | banking"})
  void whatPeopleAndSystemsCallThem(String written, String industry) {
    IndustryFound found = Industries.read(written);
    assertThat(found.named()).containsExactly(industry);
    assertThat(found.all()).containsAll(IndustryNames.sectors(industry));
    assertThat(found.whole()).isTrue();
    assertThat(Industries.meant(written)).containsExactly(industry);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "NAICS 541511 | software", "541511 | software", "541511 - Custom Computer Programming Services | software",
      "62.01 | software", "J62.01 | software", "NACE Rev. 2 62.01 | software", "WZ 2008: 62.01 | software", "6201Z | software",
      "NAF 6201Z | software", "SIC 7372 | software", "SIC code: 7372 | software", "UK SIC 62012 | software",
      "SIC 62012 | software", "ISIC Rev.4 6201 | software", "NACE J | technology", "Section Q | health care",
      "NAICS 62 | health care", "SIC 8062 | hospitals", "64.19 - Other monetary intermediation | banking",
      "NAICS 31-33 | manufacturing", "NAICS 44-45 | retail", "52 NAICS | ", "7372 | ", "24/7 support | ", "1.5 million | ",
      "NAICS 990000 | ", "99.99.99.99 | ", "NACE | "})
  void codesOfClassifications(String written, String industry) {
    assertThat(Industries.read(written).named()).isEqualTo(industry == null ? List.of() : List.of(industry));
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "Non-software", "non software", "Not software", "no software or saas", "We are not a software company",
      "Anything but software", "ex-software", "Formerly software, now consulting", "kein Software-Unternehmen",
      "Nicht Software", "Alles außer Software", "sin software", "sans logiciels", "geen software", "Software-free zone (no SaaS)",
      "Retail, not software", "Hardware (except software)", "Consulting for software companies", "Services without software",
      "Food retail for SaaS people"})
  void whatIsNotSoftware(String written) {
    IndustryFound found = Industries.read(written);
    assertThat(found.all()).as("%s", found).doesNotContain(written.startsWith("Software-free") ? "saas" : "software");
    assertThat(found.whole()).as("a rule's value that says what something is not is no name").isFalse();
  }

  @Test
  void whatFollowsADenialOfAnotherStillCounts() {
    assertThat(Industries.read("Not software, but consulting").named()).containsExactly("consulting");
    assertThat(Industries.read("Non-alcoholic beverages").named()).containsExactly("food and beverages");
    assertThat(Industries.read("Retail, no e-commerce").named()).containsExactly("retail");
    assertThat(Industries.read("Non-profit, not software").named()).containsExactly("nonprofit");
  }

  @Test
  void ofTwoThatStandTogetherTheLastSaysWhatItIs() {
    assertThat(Industries.read("Banking software").named()).containsExactly("software");
    assertThat(Industries.read("Banking & software").named()).containsExactly("banking", "software");
    assertThat(Industries.read("Software for banks").named()).containsExactly("software");
    assertThat(Industries.read("Real estate law").named()).containsExactly("legal services");
    assertThat(Industries.read("Furniture retail").all()).containsExactlyInAnyOrder("furniture", "retail");
    assertThat(Industries.read("Wholesale machinery").all()).containsExactlyInAnyOrder("machinery", "wholesale");
    assertThat(Industries.read("Accounting services").named()).containsExactly("accounting");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Other", "n/a", "N/A", "-", "None", "unknown", "Select", "Please select", "Sonstige",
      "keine Angabe", " "})
  void whatTellsNoIndustry(String written) {
    assertThat(Industries.read(written).named()).isEmpty();
    assertThat(Industries.read(written).whole()).isFalse();
  }

  /** However a name is written, and whatever unknown words stand around it, it is found; denied it is not. */
  @Test
  void namesAreFoundHoweverTheyAreWrittenAndNotWhereTheyAreDenied() {
    Random random = new Random(20261130);
    List<Entry> names = new ArrayList<>(OF_BEFORE);
    for (int i = 0; i < 4_000; i++) {
      String name = names.get(random.nextInt(names.size())).name();
      Set<String> expected = Industries.read(name).all();
      String written = written(name, random);
      assertThat(Industries.read(written).all()).as(written).isEqualTo(expected);
      String around = unknown(random) + ", " + written + " | " + unknown(random);
      assertThat(Industries.read(around).all()).as(around).isEqualTo(expected);
      String denied = unknown(random) + ", not " + name.replace("/", " ").replace(",", "");
      assertThat(Industries.read(denied).all()).as(denied).isEmpty();
    }
  }

  private static String written(String name, Random random) {
    String written = switch (random.nextInt(4)) {
      case 0 -> name.toUpperCase(Locale.ROOT);
      case 1 -> name.toLowerCase(Locale.ROOT);
      case 2 -> name.replace(" & ", " and ").replace("/", " / ");
      default -> name.replace(" and ", " & ").replace("-", " ");
    };
    return random.nextBoolean() ? written : written.replace(" ", random.nextBoolean() ? "  " : "\u00a0");
  }

  private static String unknown(Random random) {
    return random.ints(3 + random.nextInt(5), 0, 4).mapToObj(i -> String.valueOf("zqxj".charAt(i))).collect(Collectors.joining());
  }

  /** Every line of the lists can be asked for by a policy: no name hides another. */
  @Test
  void everyIndustryIsFoundByItsOwnNameAndOfItsSectors() {
    assertThat(Industries.names()).hasSizeGreaterThan(120).allSatisfy(name -> {
      assertThat(Industries.read(name).named()).as(name).containsExactly(name);
      assertThat(Industries.meant(name.toUpperCase(Locale.ROOT))).as(name).containsExactly(name);
      assertThat(IndustryNames.sectors(name)).allSatisfy(sector -> {
        assertThat(Industries.names()).as(name).contains(sector);
        assertThat(IndustryNames.sectors(sector)).as("%s above %s", sector, name).isEmpty();
        assertThat(Industries.read(name).is(sector)).isTrue();
      });
    });
  }

  @Test
  void severalAreMeantByAValueThatNamesSeveral() {
    assertThat(Industries.meant("Mining & Metals")).containsExactly("mining", "metals");
    assertThat(Industries.meant("Banking, Insurance and Zauberei")).isEmpty();
    assertThat(Industries.meant("Software for banks")).isEmpty();
    assertThat(Industries.meant("Banking software")).as("narrower than software").isEmpty();
    assertThat(Industries.meant("Other")).isEmpty();
  }

  @Test
  void longTextsTakeNoLongerThanOneOfThreeHundredCharacters() {
    for (String part : List.of("a ", "non ", "software ", "information technology and ", "-", "1.", "é", "x,", "bank")) {
      String text = part.repeat(2_000_000 / part.length());
      long begun = System.nanoTime();
      for (int i = 0; i < 20; i++) {
        Industries.read(text);
      }
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).as(part).isLessThan(Duration.ofSeconds(2));
    }
  }
}
